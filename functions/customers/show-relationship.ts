import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'
import { showRelationship } from '../../shared/azure/relationship-page.ts'

export const handler = pageEndpoint(
  {
    name: 'show-relationship',
    method: 'GET',
    route: 'relationship',
    summary: 'The page behind the link that a partner sends to customers',
    path: '/relationship',
  },
  showRelationship,
)
