import { changeInvitationIfAny } from '../../shared/aggregates/partnerships/invitations.ts'
import { expireRequest } from '../../shared/domain/partnership-request.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'expire-invitation',
  'End one invitation whose time is over',
  (message, { command, now }) =>
    changeInvitationIfAny(command, message, (invitation) => expireRequest(invitation, now)),
)
