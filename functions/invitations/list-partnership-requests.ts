import { listInvitations } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { page } from '../../shared/wire/collection.ts'
import { PageQuery } from '../../shared/wire/page-query.ts'
import { invitationToWire, PartnershipRequestListShape } from '../../shared/wire/partnerships/partnership-request.ts'

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
    answers: { 200: PartnershipRequestListShape },
    faults: [],
  },
  async ({ caller, query, request }) => {
    const invitations = await listInvitations(caller.partnerId, query, request.headers.get('ms-continuationtoken'))
    const items = invitations.items.map((one) => invitationToWire(one, invitationLink(one)))

    return ok(page(items, selfOf(request.url), invitations))
  },
)
