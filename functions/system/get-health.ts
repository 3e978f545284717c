import { serveHealth } from '../../shared/http/health.ts'
import { publicStep } from '../../shared/http/public-step.ts'

export const handler = publicStep(
  {
    name: 'get-health',
    route: 'health',
    summary: 'Whether this instance reaches its tables and queues, and its version',
  },
  serveHealth,
)
