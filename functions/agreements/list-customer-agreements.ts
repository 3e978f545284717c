import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { confirmationsOf } from '../../shared/domain/customers/agreement.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { AgreementListShape, AgreementQuery, agreementsToWire } from '../../shared/wire/agreements/agreement.ts'

export const handler = endpoint(
  {
    name: 'list-customer-agreements',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/agreements',
    summary: 'List the confirmations of a customer; without agreementType only the Cloud Agreement, with * all',
    partnerCenter: 'same',
    roles: anyRole,
    userOnly: true,
    capability: 'agreements',
    query: AgreementQuery,
    answers: { 200: AgreementListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query }) => {
    const { agreements } = await readCustomer(caller, params.customerId, ['agreements'])

    return ok(agreementsToWire(confirmationsOf(agreements, query.agreementType)))
  },
)
