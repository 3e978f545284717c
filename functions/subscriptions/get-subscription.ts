import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { Subscription } from '../../shared/wire/shapes/subscription.ts'
import { subscriptionToWire } from '../../shared/wire/subscription.ts'

export const handler = endpoint(
  {
    name: 'get-subscription',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}',
    summary: 'Get one subscription of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: Subscription },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)

    return ok(subscriptionToWire(findSubscription(subscriptions, params.subscriptionId)))
  },
)
