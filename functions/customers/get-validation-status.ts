import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  ValidationStatusQuery,
  ValidationStatusShape,
  validationStatusToWire,
} from '../../shared/wire/customers/customer-details.ts'

export const handler = endpoint(
  {
    name: 'get-validation-status',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/validationStatus',
    summary: 'Get whether the account of a customer is allowed to buy',
    partnerCenter: { differs: 'Always Allowed: nobody puts an account under review' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    query: ValidationStatusQuery,
    answers: { 200: ValidationStatusShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(validationStatusToWire(await readProfile(caller, params.customerId))),
)
