import { beginSignIn } from '../../shared/http/sign-in.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'begin-sign-in',
    method: 'GET',
    route: 'signin',
    summary: 'Send a person to the identity provider, to come back to an invitation',
  },
  ({ request, language, token }) => beginSignIn(request, token, language),
)
