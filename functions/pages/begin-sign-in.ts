import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'
import { beginSignIn } from '../../shared/azure/sign-in.ts'

export const handler = pageEndpoint(
  {
    name: 'begin-sign-in',
    method: 'GET',
    route: 'signin',
    summary: 'Send a person to the identity provider, to come back to an invitation',
  },
  ({ request, language }) => beginSignIn(request.query.get('token'), language),
)
