import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { addOnsOf } from '../../shared/domain/subscriptions/subscription.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { SubscriptionListShape, subscriptionToWire } from '../../shared/wire/subscriptions/subscription.ts'

export const handler = endpoint(
  {
    name: 'list-subscription-addons',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/addons',
    summary: 'List the add-ons that hang on a subscription',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: SubscriptionListShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params, now }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId, ['subscriptions'])

    return ok(collection(addOnsOf(subscriptions, params.subscriptionId).map((one) => subscriptionToWire(one, now))))
  },
)
