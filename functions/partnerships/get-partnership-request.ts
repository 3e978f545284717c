import * as z from 'zod'
import { readInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { RequestId } from '../../shared/domain/ids.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequest } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'get-partnership-request',
    method: 'GET',
    route: 'v1/partnershiprequests/{requestId:guid}',
    summary: 'Get one invitation: its text, its link, and all that became of it',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    params: z.object({ requestId: RequestId }),
    answers: { 200: PartnershipRequest },
    faults: ['partnershipRequestNotFound'],
  },
  async ({ caller, params }) => {
    const request = await readInvitation({ providerId: caller.partnerId, requestId: params.requestId })

    return ok(requestToWire(request, invitationLink(request)))
  },
)
