import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { resellersOf } from '../../shared/aggregates/partnerships/partnerships.ts'
import { ok } from '../../shared/command/answer.ts'
import { checkIsProvider } from '../../shared/domain/partnerships/partnership.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { CustomerResellerListShape, customerResellerToWire } from '../../shared/wire/partnerships/partnership.ts'

export const handler = endpoint(
  {
    name: 'list-customer-relationships',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/relationships',
    summary: 'List the indirect reseller of a customer; nobody for a customer of your own',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    capability: 'indirectModel',
    answers: { 200: CustomerResellerListShape },
    faults: ['notAProvider', 'customerNotFound'],
  },
  async ({ caller, params }) => {
    checkIsProvider(caller)
    const customer = await readProfile(caller, params.customerId)

    return ok(collection((await resellersOf(caller.partnerId, customer)).map(customerResellerToWire)))
  },
)
