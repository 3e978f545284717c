import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { isDirectlySigned } from '../../shared/domain/customers/agreement.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { DirectSignedStatusShape } from '../../shared/wire/agreements/agreement.ts'

export const handler = endpoint(
  {
    name: 'get-direct-signed-status',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/directSignedMicrosoftCustomerAgreementStatus',
    summary: 'See whether a customer has accepted the Customer Agreement in person',
    partnerCenter: 'same',
    roles: anyRole,
    userOnly: true,
    capability: 'agreements',
    answers: { 200: DirectSignedStatusShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => {
    const { agreements } = await readCustomer(caller, params.customerId, ['agreements'])

    return ok({ isSigned: isDirectlySigned(agreements) })
  },
)
