import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'
import { finishSignIn } from '../../shared/azure/sign-in.ts'

export const handler = pageEndpoint(
  {
    name: 'finish-sign-in',
    method: 'GET',
    route: 'signin/callback',
    summary: 'Take a person back who has signed in',
  },
  ({ request }) => finishSignIn(request),
)
