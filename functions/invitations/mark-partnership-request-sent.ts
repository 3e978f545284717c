import { commitInvitation, openInvitationAnew } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { markInvitationSent } from '../../shared/domain/partnerships/invitation.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { invitationToWire, PartnershipRequestShape } from '../../shared/wire/partnerships/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'mark-partnership-request-sent',
    method: 'POST',
    route: 'v1/partnershiprequests/{requestId:guid}/done',
    summary: 'Say that you have sent the text with your own mail program',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    answers: { 200: PartnershipRequestShape },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong'],
  },
  async ({ command, caller, params, now }) => {
    const name = { providerId: caller.partnerId, requestId: params.requestId }
    const open = await openInvitationAnew(command, name)
    const done = markInvitationSent(open.invitation, caller, settings.invitations, now)

    return commitInvitation(open, done, ok(invitationToWire(done.invitation, invitationLink(done.invitation))))
  },
)
