import { publicStep } from '../../shared/http/public-step.ts'
import { serveDescription } from '../../shared/http/published.ts'

export const handler = publicStep(
  { name: 'get-openapi', route: 'openapi.json', summary: "The API's description in OpenAPI, for anybody" },
  serveDescription,
)
