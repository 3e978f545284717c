import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { QualificationListShape, qualificationsToWire } from '../../shared/wire/customers/qualification.ts'

export const handler = endpoint(
  {
    name: 'list-qualifications',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/qualifications',
    summary: 'List the qualifications of a customer',
    partnerCenter: { differs: "Always Approved, on the partner's word" },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    capability: 'qualifications',
    answers: { 200: QualificationListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(qualificationsToWire(await readProfile(caller, params.customerId))),
)
