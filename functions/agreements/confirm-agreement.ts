import { randomUUID } from 'node:crypto'
import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { created } from '../../shared/command/answer.ts'
import { confirmAgreement } from '../../shared/domain/customers/agreement.ts'
import { attesters } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  AgreementToConfirm,
  ConfirmedAgreementShape,
  confirmedAgreementToWire,
} from '../../shared/wire/agreements/agreement.ts'

export const handler = endpoint(
  {
    name: 'confirm-agreement',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/agreements',
    summary: 'Record that a person of the customer accepted an agreement',
    partnerCenter: {
      differs: 'A wrong template, a date in the future and a type that is not in force are refused with codes of ours',
    },
    roles: attesters,
    userOnly: true,
    capability: 'agreements',
    body: AgreementToConfirm,
    answers: { 201: ConfirmedAgreementShape },
    faults: [
      'customerNotFound',
      'agreementTemplateMismatch',
      'agreementDateInFuture',
      'agreementTypeNotInForce',
      'agreementAlreadyConfirmed',
      'requestIdReused',
    ],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId, ['agreements'])
    const ids = { agreementId: randomUUID(), customerId: params.customerId }
    const { agreement, event } = confirmAgreement(open.agreements, body, ids, caller, now)

    return commitCustomer(open, { agreements: [agreement], event }, created(confirmedAgreementToWire(agreement)))
  },
)
