import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CustomDomainsShape, customDomainsToWire } from '../../shared/wire/customers/customer-details.ts'

export const handler = endpoint(
  {
    name: 'list-custom-domains',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/customDomains',
    summary: 'List the domains of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: CustomDomainsShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(customDomainsToWire(await readProfile(caller, params.customerId))),
)
