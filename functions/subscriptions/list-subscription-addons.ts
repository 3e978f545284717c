import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { addOnsOf, SubscriptionKey } from '../../shared/domain/subscription.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { SubscriptionList } from '../../shared/wire/shapes/subscription.ts'
import { subscriptionToWire } from '../../shared/wire/subscription.ts'

export const handler = endpoint(
  {
    name: 'list-subscription-addons',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/addons',
    summary: 'List the add-ons that hang on a subscription',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    params: SubscriptionKey,
    answers: { 200: SubscriptionList },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params, now }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId, ['subscriptions'])

    return ok(collection(addOnsOf(subscriptions, params.subscriptionId).map((one) => subscriptionToWire(one, now))))
  },
)
