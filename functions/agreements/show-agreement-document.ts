import { openDocument } from '../../shared/pages/agreement-document.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'show-agreement-document',
    method: 'GET',
    route: 'agreements/document',
    summary: 'Lead a person on to the text of an agreement',
  },
  openDocument,
)
