import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { QualificationNameShape, qualificationToWire } from '../../shared/wire/customers/qualification.ts'

export const handler = endpoint(
  {
    name: 'get-qualification',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/qualification',
    summary: 'Get the first qualification of a customer, by name only',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    capability: 'qualifications',
    answers: { 200: QualificationNameShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(qualificationToWire(await readProfile(caller, params.customerId))),
)
