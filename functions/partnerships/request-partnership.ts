import { draftPartnershipRequest } from '../../shared/aggregates/partnerships/partnership-drafts.ts'
import { created } from '../../shared/command/answer.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { RequestToDraft, requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequest } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'request-partnership',
    method: 'POST',
    route: 'v1/partnershiprequests',
    summary: 'Draft an invitation to an indirect reseller: subject, text and the link in it; nothing is sent yet',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    body: RequestToDraft,
    answers: { 201: PartnershipRequest },
    faults: ['invitationLinkMissing', 'requestIdReused'],
  },
  ({ command, caller, body }) =>
    draftPartnershipRequest(command, caller, body, (request, link) => created(requestToWire(request, link))),
)
