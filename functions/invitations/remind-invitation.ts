import { changeInvitationIfAny, mailIdOf } from '../../shared/aggregates/partnerships/invitations.ts'
import { settings } from '../../shared/azure/settings.ts'
import { remindInvitation } from '../../shared/domain/partnerships/invitation-mail.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'remind-invitation',
  'Remind the invited once of one invitation',
  (message, { command, now }) =>
    changeInvitationIfAny(command, message, (invitation) => {
      const mailId = mailIdOf(invitation.requestId, 'reminder', invitation.generation)
      return remindInvitation(invitation, mailId, settings.invitations, now)
    }),
)
