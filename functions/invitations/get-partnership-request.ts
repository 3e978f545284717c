import { readInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { invitationToWire, PartnershipRequestShape } from '../../shared/wire/partnerships/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'get-partnership-request',
    method: 'GET',
    route: 'v1/partnershiprequests/{requestId:guid}',
    summary: 'Get one invitation: its text, its link, and all that became of it',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    answers: { 200: PartnershipRequestShape },
    faults: ['partnershipRequestNotFound'],
  },
  async ({ caller, params }) => {
    const invitation = await readInvitation({ providerId: caller.partnerId, requestId: params.requestId })

    return ok(invitationToWire(invitation, invitationLink(invitation)))
  },
)
