import { acceptOnPage, backToInvitation, mendableInvitation } from '../../shared/pages/invitation-page.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'accept-invitation-page',
    method: 'POST',
    route: 'invitations/accept',
    summary: 'Authorize the provider from the page, enrolling on the way where needed',
    ...mendableInvitation,
    next: backToInvitation,
  },
  acceptOnPage,
)
