import { askOnPage } from '../../shared/pages/invitation-page.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'ask-question-page',
    method: 'POST',
    route: 'invitations/question',
    summary: 'Mail a question to the provider from the page',
  },
  askOnPage,
)
