import { declineOnPage } from '../../shared/azure/invitation-page.ts'
import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'decline-invitation-page',
    method: 'POST',
    route: 'invitations/decline',
    summary: 'Decline from the page, with a reason if one is given',
  },
  declineOnPage,
)
