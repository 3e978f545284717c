import { commitInvitation, mailIdOf, openInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { readToken } from '../../shared/aggregates/partnerships/links.ts'
import { noContent } from '../../shared/command/answer.ts'
import { guidOf } from '../../shared/command/made-ids.ts'
import { askQuestion } from '../../shared/domain/partnerships/invitation-reply.ts'
import { backToInvitation, mendableInvitation, questionOf } from '../../shared/pages/invitation-page.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'ask-question-page',
    method: 'POST',
    route: 'invitations/question',
    summary: 'Mail a question to the provider from the page',
    ...mendableInvitation,
    next: (call) => backToInvitation(call, '&asked=true'),
  },
  async (call) => {
    const { token, from, text } = questionOf(call)
    const name = readToken(token)
    // The same question again is the same question.
    const command = { ...call.command, requestId: guidOf('question', token, from, text), mayBeRepeat: true }
    const open = await openInvitation(command, name, ['always'])
    const mailId = mailIdOf(name.requestId, 'question', open.invitation.questions.length + 1)
    const asked = askQuestion(open.invitation, { from, text, mailId, generation: name.generation }, call.now)

    return commitInvitation(open, asked, noContent())
  },
)
