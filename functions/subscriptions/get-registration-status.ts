import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { registrationToWire } from '../../shared/wire/provisioning.ts'

export const handler = endpoint(
  {
    name: 'get-registration-status',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/registrationstatus',
    summary: 'See whether a subscription is registered',
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)

    return ok(registrationToWire(findSubscription(subscriptions, params.subscriptionId)))
  },
)
