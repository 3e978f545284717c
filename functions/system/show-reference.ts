import { publicStep } from '../../shared/http/public-step.ts'
import { serveReference } from '../../shared/http/published.ts'

export const handler = publicStep(
  { name: 'show-reference', route: 'docs', summary: "The API's reference as a page, for anybody" },
  serveReference,
)
