import { publicStep } from '../../shared/azure/public-step.ts'
import { serveReference } from '../../shared/azure/published.ts'

export const handler = publicStep(
  { name: 'show-reference', route: 'docs', summary: "The API's reference as a page, for anybody" },
  serveReference,
)
