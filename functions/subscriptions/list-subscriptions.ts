import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import {
  isSubscriptionOf,
  SubscriptionListShape,
  subscriptionToWire,
} from '../../shared/wire/subscriptions/subscription.ts'

export const handler = endpoint(
  {
    name: 'list-subscriptions',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions',
    summary: 'List the subscriptions of a customer, of one order or of one reseller',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: z.object({
      order_id: z.string().max(100, 'tooLong').optional().meta({ description: 'Only those of this order.' }),
      mpn_id: z
        .string()
        .max(100, 'tooLong')
        .optional()
        .meta({ description: 'Only those with this reseller on record.' }),
    }),
    answers: { 200: SubscriptionListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query, now }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId, ['subscriptions'])

    return ok(collection(subscriptions.filter(isSubscriptionOf(query)).map((one) => subscriptionToWire(one, now))))
  },
)
