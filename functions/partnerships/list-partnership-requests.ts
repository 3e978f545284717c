import { listInvitations } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { page } from '../../shared/wire/collection.ts'
import { PageQuery } from '../../shared/wire/page-query.ts'
import { requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequestList } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'list-partnership-requests',
    method: 'GET',
    route: 'v1/partnershiprequests',
    summary: 'List invitations, newest first, with who was invited, opened, accepted or declined',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    query: PageQuery,
    answers: { 200: PartnershipRequestList },
    faults: [],
  },
  async ({ caller, query, request }) => {
    const requests = await listInvitations(caller.partnerId, query, request.headers.get('ms-continuationtoken'))
    const items = requests.items.map((one) => requestToWire(one, invitationLink(one)))

    return ok(page(items, selfOf(request.url), requests))
  },
)
