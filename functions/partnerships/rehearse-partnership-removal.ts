import { findRemains } from '../../shared/aggregates/partnerships/removal-rehearsal.ts'
import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { textOf } from '../../shared/text/sentences.ts'
import { page } from '../../shared/wire/collection.ts'
import { PageQuery } from '../../shared/wire/page-query.ts'
import {
  PartnershipRemovalRehearsalShape,
  rehearsalToWire,
  remainingCustomerToWire,
} from '../../shared/wire/partnerships/partnership-removal.ts'

export const handler = endpoint(
  {
    name: 'rehearse-partnership-removal',
    method: 'GET',
    route: 'v1/partnerships/{resellerId:guid}/removal',
    summary:
      'See what removing a partnership would leave behind, and the declaration it needs; nothing is changed or sent',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    query: PageQuery,
    answers: { 200: PartnershipRemovalRehearsalShape },
    faults: ['partnershipNotFound'],
  },
  async ({ caller, params, query, language, request }) => {
    const token = request.headers.get('ms-continuationtoken')
    const remains = await findRemains(caller, params.resellerId, query, token)
    const { name: provider } = await ownAccount(caller.partnerId)
    const customers = page(remains.customers.items.map(remainingCustomerToWire), selfOf(request.url), remains.customers)

    return ok(rehearsalToWire(remains, customers, { provider, language, textOf }))
  },
)
