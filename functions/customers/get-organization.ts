import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrganizationListShape, organizationToWire } from '../../shared/wire/customers/customer-details.ts'

export const handler = endpoint(
  {
    name: 'get-organization',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/organization',
    summary: 'Get name, address and e-mail of a customer as a directory has them',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: OrganizationListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(organizationToWire(await readProfile(caller, params.customerId))),
)
