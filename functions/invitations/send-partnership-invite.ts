import { invitationMail } from '../../shared/aggregates/partnerships/invitation-mail.ts'
import { mailInvitation, recordMailOutcome } from '../../shared/aggregates/partnerships/invitation-mails.ts'
import { findInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { queuedMail } from '../../shared/domain/partnerships/invitation-mail.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'send-partnership-invite',
  'Send one e-mail of an invitation through Azure Communication Services',
  async (message, { command, now }) => {
    const invitation = await findInvitation(message)
    const mail = invitation && queuedMail(invitation, message.mailId)
    if (!mail) return

    const outcome = mail.isStale
      ? mail.staleOutcome
      : await mailInvitation(message, (canReply) => invitationMail(invitation, mail, now, canReply))
    await recordMailOutcome(command, message, outcome)
  },
)
