import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { eligibilitiesOf } from '../../shared/domain/subscriptions/transition.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { textOf } from '../../shared/text/sentences.ts'
import {
  EligibilityQuery,
  eligibilitiesToWire,
  TransitionEligibilityListShape,
} from '../../shared/wire/subscriptions/transition.ts'

export const handler = endpoint(
  {
    name: 'list-transition-eligibilities',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/transitioneligibilities',
    summary: 'List what a subscription of newer commerce can go over to, and what stands in the way',
    partnerCenter: { differs: 'Nothing can be scheduled for the next term: that list is empty' },
    roles: anyRole,
    query: EligibilityQuery,
    answers: { 200: TransitionEligibilityListShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params, query, language, now }) => {
    const state = await readCustomer(caller, params.customerId, ['subscriptions'])
    const subscription = findSubscription(state.subscriptions, params.subscriptionId)
    const catalogue = await catalogueOf(subscription.country)
    const eligibilities = eligibilitiesOf(subscription, { ...state, catalogue }, query.eligibilityType, now)

    return ok(eligibilitiesToWire(eligibilities, textOf(language).obstacles))
  },
)
