import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { subscriptionProvisioningToWire } from '../../shared/wire/provisioning.ts'

export const handler = endpoint(
  {
    name: 'get-subscription-provisioning',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/provisioningstatus',
    summary: 'See how far a subscription is: there from the order on',
    userOnly: true,
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)

    return ok(subscriptionProvisioningToWire(findSubscription(subscriptions, params.subscriptionId)))
  },
)
