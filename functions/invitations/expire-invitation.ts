import { changeInvitationIfAny } from '../../shared/aggregates/partnerships/invitations.ts'
import { expireInvitation } from '../../shared/domain/partnerships/invitation.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'expire-invitation',
  'End one invitation whose time is over',
  (message, { command, now }) =>
    changeInvitationIfAny(command, message, (invitation) => expireInvitation(invitation, now)),
)
