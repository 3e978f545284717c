import { app } from '@azure/functions'
import { describeStep } from '../../shared/http/registry.ts'
import { serveCleanPath } from '../../shared/http/unmatched.ts'

// The host tries routes in the order of function names: this one must come last.
export const handler = serveCleanPath

describeStep({
  name: 'zz-unmatched',
  trigger: 'GET /{*path}',
  summary:
    'Serve `//` and trailing `/` as the clean path; answer browsers of allowed origins before they call, and 404 to the rest',
})
app.http('zz-unmatched', {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  route: '{*path}',
  authLevel: 'anonymous',
  handler,
})
