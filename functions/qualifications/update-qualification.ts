import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { replaceQualification } from '../../shared/domain/customers/qualification-change.ts'
import { sellers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  QualificationNameShape,
  QualificationQuery,
  QualificationToPut,
  qualificationToWire,
} from '../../shared/wire/customers/qualification.ts'

export const handler = endpoint(
  {
    name: 'update-qualification',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/qualification',
    summary: 'Make a qualification the only one of a customer, or take all away with none',
    partnerCenter: { differs: "Approved at once, on the partner's word" },
    roles: sellers,
    userOnly: true,
    capability: 'qualifications',
    query: QualificationQuery,
    body: QualificationToPut,
    answers: { 200: QualificationNameShape },
    faults: ['customerNotFound', 'requestIdReused'],
  },
  async ({ command, caller, params, query, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId)
    const changed = replaceQualification(open.customer, body, query.code, now)

    const { customer } = changed ?? open

    return commitCustomer(open, changed, ok(qualificationToWire(customer)))
  },
)
