import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { EntitlementListShape } from '../../shared/wire/customers/entitlement.ts'

export const handler = endpoint(
  {
    name: 'list-entitlements',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/entitlements',
    summary:
      'List the reservations and software of a customer, which clients look at before they end a relationship: none',
    partnerCenter: { differs: 'Always empty: reservations and software are not sold' },
    roles: anyRole,
    answers: { 200: EntitlementListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => {
    await readProfile(caller, params.customerId)

    return ok(collection([]))
  },
)
