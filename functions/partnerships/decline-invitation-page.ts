import { declineOnPage } from '../../shared/pages/invitation-page.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'decline-invitation-page',
    method: 'POST',
    route: 'invitations/decline',
    summary: 'Decline from the page, with a reason if one is given',
  },
  declineOnPage,
)
