import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CustomerCompanyProfileShape, companyProfileToWire } from '../../shared/wire/customers/customer-profile.ts'

export const handler = endpoint(
  {
    name: 'get-company-profile',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/profiles/company',
    summary: 'Get the company profile of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    answers: { 200: CustomerCompanyProfileShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(companyProfileToWire(await readProfile(caller, params.customerId))),
)
