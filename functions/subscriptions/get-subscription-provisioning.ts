import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { subscriptionProvisioningToWire } from '../../shared/wire/provisioning.ts'
import { SubscriptionProvisioningStatus } from '../../shared/wire/shapes/subscription.ts'

export const handler = endpoint(
  {
    name: 'get-subscription-provisioning',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/provisioningstatus',
    summary: 'See how far a subscription is: there from the order on',
    partnerCenter: { differs: 'Always success: with the order itself' },
    userOnly: true,
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: SubscriptionProvisioningStatus },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)

    return ok(subscriptionProvisioningToWire(findSubscription(subscriptions, params.subscriptionId)))
  },
)
