import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { confirmationsOf } from '../../shared/domain/agreement.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { AgreementQuery, agreementsToWire } from '../../shared/wire/agreement.ts'
import { AgreementList } from '../../shared/wire/shapes/agreement.ts'

export const handler = endpoint(
  {
    name: 'list-customer-agreements',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/agreements',
    summary: 'List the confirmations of a customer; without agreementType only the Cloud Agreement, with * all',
    partnerCenter: 'same',
    userOnly: true,
    capability: 'agreements',
    params: z.object({ customerId: CustomerId }),
    query: AgreementQuery,
    answers: { 200: AgreementList },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query }) => {
    const { agreements } = await readCustomer(caller, params.customerId, ['agreements'])

    return ok(agreementsToWire(confirmationsOf(agreements, query.agreementType)))
  },
)
