import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription, SubscriptionKey } from '../../shared/domain/subscription.ts'
import { upgradesOf } from '../../shared/domain/upgrade.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { UpgradeList } from '../../shared/wire/shapes/upgrade.ts'
import { upgradesToWire } from '../../shared/wire/upgrade.ts'

export const handler = endpoint(
  {
    name: 'list-upgrades',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/upgrades',
    summary: 'List what a subscription can be upgraded to, and what stands in the way',
    partnerCenter: { differs: 'Looks at four obstacles: delegated administration, status, add-ons, billing cycle' },
    params: SubscriptionKey,
    answers: { 200: UpgradeList },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const state = await readCustomer(caller, params.customerId, ['subscriptions'])
    const subscription = findSubscription(state.subscriptions, params.subscriptionId)
    const catalogue = await catalogueOf(subscription.country)

    return ok(upgradesToWire(upgradesOf(subscription, { ...state, catalogue })))
  },
)
