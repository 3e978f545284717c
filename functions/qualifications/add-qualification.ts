import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { created } from '../../shared/command/answer.ts'
import { addQualification } from '../../shared/domain/customers/qualification-change.ts'
import { sellers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  AddedQualificationShape,
  addedQualificationToWire,
  QualificationToAdd,
} from '../../shared/wire/customers/qualification.ts'

export const handler = endpoint(
  {
    name: 'add-qualification',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/qualifications',
    summary: 'Give a customer a qualification; it is approved on your word',
    partnerCenter: { differs: "Approved at once, on the partner's word" },
    roles: sellers,
    userOnly: true,
    capability: 'qualifications',
    body: QualificationToAdd,
    answers: { 201: AddedQualificationShape },
    faults: ['customerNotFound', 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId)
    const changed = addQualification(open.customer, body, now)

    const { customer } = changed ?? open

    return commitCustomer(open, changed, created(addedQualificationToWire(customer, body)))
  },
)
