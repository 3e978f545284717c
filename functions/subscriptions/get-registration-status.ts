import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { registrationToWire } from '../../shared/wire/provisioning.ts'
import { SubscriptionRegistrationStatus } from '../../shared/wire/shapes/subscription.ts'

export const handler = endpoint(
  {
    name: 'get-registration-status',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/registrationstatus',
    summary: 'See whether a subscription is registered',
    partnerCenter: { differs: 'Registered at once, never registering' },
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: SubscriptionRegistrationStatus },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)

    return ok(registrationToWire(findSubscription(subscriptions, params.subscriptionId)))
  },
)
