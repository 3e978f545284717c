import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'
import { showRelationship } from '../../shared/pages/relationship-page.ts'

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
