import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'
import { acceptRelationshipOnPage } from '../../shared/azure/relationship-page.ts'

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
