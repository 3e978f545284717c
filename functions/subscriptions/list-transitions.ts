import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { TransitionListShape, transitionsToWire } from '../../shared/wire/subscriptions/transition.ts'

export const handler = endpoint(
  {
    name: 'list-transitions',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/transitions',
    summary: 'List what licences of a subscription have gone over to other products, the 50 latest times',
    partnerCenter: 'same',
    roles: anyRole,
    answers: { 200: TransitionListShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { newCommerce } = await readSubscription(caller, params)

    return ok(transitionsToWire(newCommerce?.transitions ?? []))
  },
)
