import { openDocument } from '../../shared/azure/agreement-document.ts'
import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'show-agreement-document',
    method: 'GET',
    route: 'agreements/document',
    summary: 'Lead a person on to the text of an agreement',
  },
  openDocument,
)
