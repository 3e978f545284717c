import { serveHealth } from '../../shared/azure/health.ts'
import { publicStep } from '../../shared/azure/public-step.ts'

export const handler = publicStep(
  {
    name: 'get-health',
    route: 'health',
    summary: 'Whether this instance reaches its tables and queues, and its version',
  },
  serveHealth,
)
