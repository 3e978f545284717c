import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'
import { acceptRelationshipOnPage } from '../../shared/pages/relationship-page.ts'

export const handler = pageEndpoint(
  {
    name: 'accept-relationship-page',
    method: 'POST',
    route: 'relationship/accept',
    summary: 'Become a customer of the partner, and accept the Customer Agreement in person',
    path: '/relationship',
  },
  acceptRelationshipOnPage,
)
