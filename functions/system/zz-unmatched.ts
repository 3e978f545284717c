import { app } from '@azure/functions'
import { serveCleanPath } from '../../shared/azure/unmatched.ts'

// The host tries routes in the order of function names: this one must come last.
export const handler = serveCleanPath

app.http('zz-unmatched', {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  route: '{*path}',
  authLevel: 'anonymous',
  handler,
})
