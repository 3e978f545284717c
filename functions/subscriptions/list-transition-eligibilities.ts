import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription, SubscriptionKey } from '../../shared/domain/subscription.ts'
import { eligibilitiesOf } from '../../shared/domain/transition.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { TransitionEligibilityList } from '../../shared/wire/shapes/transition.ts'
import { EligibilityQuery, eligibilitiesToWire } from '../../shared/wire/transition.ts'

export const handler = endpoint(
  {
    name: 'list-transition-eligibilities',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/transitioneligibilities',
    summary: 'List what a subscription of newer commerce can go over to, and what stands in the way',
    partnerCenter: { differs: 'Nothing can be scheduled for the next term: that list is empty' },
    params: SubscriptionKey,
    query: EligibilityQuery,
    answers: { 200: TransitionEligibilityList },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params, query, now }) => {
    const state = await readCustomer(caller, params.customerId, ['subscriptions'])
    const subscription = findSubscription(state.subscriptions, params.subscriptionId)
    const catalogue = await catalogueOf(subscription.country)

    return ok(eligibilitiesToWire(eligibilitiesOf(subscription, { ...state, catalogue }, query.eligibilityType, now)))
  },
)
