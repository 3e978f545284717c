import { showInvitation } from '../../shared/pages/invitation-page.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'show-invitation',
    method: 'GET',
    route: 'invitations',
    summary: 'The page behind an invitation link',
  },
  showInvitation,
)
