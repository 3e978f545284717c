import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { upgradesOf } from '../../shared/domain/subscriptions/upgrade.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { textOf } from '../../shared/text/sentences.ts'
import { UpgradeListShape, upgradesToWire } from '../../shared/wire/subscriptions/upgrade.ts'

export const handler = endpoint(
  {
    name: 'list-upgrades',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/upgrades',
    summary: 'List what a subscription can be upgraded to, and what stands in the way',
    partnerCenter: { differs: 'Looks at four obstacles: delegated administration, status, add-ons, billing cycle' },
    roles: anyRole,
    answers: { 200: UpgradeListShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params, language }) => {
    const state = await readCustomer(caller, params.customerId, ['subscriptions'])
    const subscription = findSubscription(state.subscriptions, params.subscriptionId)
    const catalogue = await catalogueOf(subscription.country)

    return ok(upgradesToWire(upgradesOf(subscription, { ...state, catalogue }), textOf(language).obstacles))
  },
)
