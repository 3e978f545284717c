import { showInvitation } from '../../shared/azure/invitation-page.ts'
import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'show-invitation',
    method: 'GET',
    route: 'invitations',
    summary: 'The page behind an invitation link',
  },
  showInvitation,
)
