import { commitInvitation, mailIdOf, openInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { readToken } from '../../shared/aggregates/partnerships/links.ts'
import { noContent } from '../../shared/command/answer.ts'
import { declineInvitation } from '../../shared/domain/partnerships/invitation-reply.ts'
import { backToInvitation, declineOf } from '../../shared/pages/invitation-page.ts'
import { pageEndpoint } from '../../shared/pages/page-endpoint.ts'

export const handler = pageEndpoint(
  {
    name: 'decline-invitation-page',
    method: 'POST',
    route: 'invitations/decline',
    summary: 'Decline from the page, with a reason if one is given',
    next: backToInvitation,
  },
  async (call) => {
    const { token, reason } = declineOf(call)
    const name = readToken(token)
    const open = await openInvitation(call.command, name, ['always', 'partnership-request-declined'])
    const mailId = mailIdOf(name.requestId, 'declined', name.generation)
    const { generation } = name
    const declined = declineInvitation(open.invitation, { generation, reason, mailId }, call.now)
    await commitInvitation(open, declined, undefined)

    return noContent()
  },
)
