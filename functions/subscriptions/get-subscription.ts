import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { SubscriptionShape, subscriptionToWire } from '../../shared/wire/subscriptions/subscription.ts'

export const handler = endpoint(
  {
    name: 'get-subscription',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}',
    summary: 'Get one subscription of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: SubscriptionShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params, now }) => ok(subscriptionToWire(await readSubscription(caller, params), now)),
)
