import { commitInvitation, openInvitationWithOthers } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { revokeInvitation } from '../../shared/domain/partnerships/invitation.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { invitationToWire, PartnershipRequestShape } from '../../shared/wire/partnerships/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'revoke-partnership-request',
    method: 'POST',
    route: 'v1/partnershiprequests/{requestId:guid}/revoke',
    summary: 'Take an invitation back: its link is dead from then on; others to the same address are named',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    answers: { 200: PartnershipRequestShape },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong'],
  },
  async ({ command, caller, params, now }) => {
    const open = await openInvitationWithOthers(command, { providerId: caller.partnerId, requestId: params.requestId })
    const revoked = revokeInvitation(open.invitation, caller, now)

    const link = invitationLink(open.invitation)
    return commitInvitation(open, revoked, ok(invitationToWire(revoked.invitation, link, open.others)))
  },
)
