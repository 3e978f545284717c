import { finishSignIn } from '../../shared/http/sign-in.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'finish-sign-in',
    method: 'GET',
    route: 'signin/callback',
    summary: 'Take a person back who has signed in',
  },
  ({ request }) => finishSignIn(request),
)
