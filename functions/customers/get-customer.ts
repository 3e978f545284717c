import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CustomerShape, customerToWire } from '../../shared/wire/customers/customer.ts'

export const handler = endpoint(
  {
    name: 'get-customer',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}',
    summary: 'Get one customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: CustomerShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(customerToWire(await readProfile(caller, params.customerId))),
)
