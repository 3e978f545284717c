import { askOnPage } from '../../shared/azure/invitation-page.ts'
import { pageEndpoint } from '../../shared/azure/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'ask-question-page',
    method: 'POST',
    route: 'invitations/question',
    summary: 'Mail a question to the provider from the page',
  },
  askOnPage,
)
