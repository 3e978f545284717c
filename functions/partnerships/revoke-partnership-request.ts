import * as z from 'zod'
import { commitInvitation, openInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { RequestId } from '../../shared/domain/ids.ts'
import { revokeRequest } from '../../shared/domain/partnership-request.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequest } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'revoke-partnership-request',
    method: 'POST',
    route: 'v1/partnershiprequests/{requestId:guid}/revoke',
    summary: 'Take an invitation back: its link is dead from then on',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    params: z.object({ requestId: RequestId }),
    answers: { 200: PartnershipRequest },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong'],
  },
  async ({ command, caller, params, now }) => {
    const open = await openInvitation(command, { providerId: caller.partnerId, requestId: params.requestId })
    const revoked = revokeRequest(open.invitation, caller, now)

    return commitInvitation(open, revoked, ok(requestToWire(revoked.request, invitationLink(open.invitation))))
  },
)
