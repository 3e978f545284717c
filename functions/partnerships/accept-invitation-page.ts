import { acceptOnPage } from '../../shared/azure/invitation-page.ts'
import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'accept-invitation-page',
    method: 'POST',
    route: 'invitations/accept',
    summary: 'Authorize the provider from the page, enrolling on the way where needed',
  },
  acceptOnPage,
)
