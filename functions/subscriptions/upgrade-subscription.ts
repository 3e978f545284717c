import { randomUUID } from 'node:crypto'
import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer } from '../../shared/aggregates/customers/customers.ts'
import { openSubscriptions } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { upgradeSubscription } from '../../shared/domain/subscriptions/upgrade.ts'
import { orderFaults } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { UpgradeResultShape, UpgradeToMake, upgradeResultToWire } from '../../shared/wire/subscriptions/upgrade.ts'

export const handler = endpoint(
  {
    name: 'upgrade-subscription',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/upgrades',
    summary: 'Move the licences of a subscription to a new one of a better offer; the old one is deleted',
    partnerCenter: { differs: 'What stands in the way is 400/2006, so both lists of errors are empty' },
    roles: ['GlobalAdmin', 'UserAdmin', 'AdminAgent', 'SalesAgent', 'HelpdeskAgent'],
    body: UpgradeToMake,
    answers: { 200: UpgradeResultShape },
    faults: ['customerNotFound', 'subscriptionNotFound', 'upgradeNotAvailable', ...orderFaults, 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openSubscriptions(command, caller, params.customerId)
    const source = findSubscription(open.subscriptions, params.subscriptionId)
    const context = {
      ...open,
      ...(await termsOfSale(source.country)),
      orderId: randomUUID(),
      subscriptionIds: [randomUUID().toUpperCase()],
    }
    const upgraded = upgradeSubscription(source, body.targetOfferId, context, caller, now)

    return commitCustomer(open, upgraded, ok(upgradeResultToWire(upgraded.subscriptions)))
  },
)
