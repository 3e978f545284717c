import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { billingProfileToWire, CustomerBillingProfileShape } from '../../shared/wire/customers/customer-profile.ts'

export const handler = endpoint(
  {
    name: 'get-billing-profile',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/profiles/billing',
    summary: 'Get the billing profile of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: CustomerBillingProfileShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(billingProfileToWire(await readProfile(caller, params.customerId))),
)
