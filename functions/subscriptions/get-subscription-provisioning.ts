import { licenceSkuIdOfSubscription } from '../../shared/aggregates/catalog/licence-skus.ts'
import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  SubscriptionProvisioningStatusShape,
  subscriptionProvisioningToWire,
} from '../../shared/wire/orders/provisioning.ts'

export const handler = endpoint(
  {
    name: 'get-subscription-provisioning',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/provisioningstatus',
    summary: 'See how far a subscription is: there from the order on',
    partnerCenter: { differs: 'Always success: with the order itself' },
    roles: anyRole,
    userOnly: true,
    answers: { 200: SubscriptionProvisioningStatusShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const subscription = await readSubscription(caller, params)

    return ok(subscriptionProvisioningToWire(subscription, await licenceSkuIdOfSubscription(subscription)))
  },
)
