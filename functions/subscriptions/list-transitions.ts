import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { TransitionList } from '../../shared/wire/shapes/transition.ts'
import { transitionsToWire } from '../../shared/wire/transition.ts'

export const handler = endpoint(
  {
    name: 'list-transitions',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/transitions',
    summary: 'List what licences of a subscription have gone over to other products, the 50 latest times',
    partnerCenter: 'same',
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: TransitionList },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)
    const { newCommerce } = findSubscription(subscriptions, params.subscriptionId)

    return ok(transitionsToWire(newCommerce?.transitions ?? []))
  },
)
