import { app } from '@azure/functions'
import { describeStep } from '../../shared/http/registry.ts'
import { serveCleanPath } from '../../shared/http/unmatched.ts'

// The host tries routes in the order of function names: this one must come last.
export const handler = serveCleanPath

describeStep({
  name: 'zz-unmatched',
  trigger: 'GET /{*path}',
  summary: 'Serve `//` and trailing `/` as the clean path; answer 404 to the rest',
})
app.http('zz-unmatched', {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  route: '{*path}',
  authLevel: 'anonymous',
  handler,
})
