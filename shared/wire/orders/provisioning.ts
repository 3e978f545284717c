import * as z from 'zod'
import type { Order } from '../../domain/orders/order.ts'
import type { Subscription } from '../../domain/subscriptions/subscription.ts'
import { collection, listOf } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

export const SubscriptionProvisioningStatusShape = shape('SubscriptionProvisioningStatus', () =>
  z.strictObject({
    skuId: z.guid().meta({ description: 'Of the product, as in subscribedskus; not the id of the offer.' }),
    status: z.literal('success'),
    quantity: z.int(),
    endDate: moment(),
    attributes: attributes('SubscriptionProvisioningStatus'),
  }),
)

/** A subscription is there with the order that made it: what the caller waits for has happened. */
export function subscriptionProvisioningToWire(
  { quantity, commitmentEndDate }: Subscription,
  skuId: string,
): Shaped<typeof SubscriptionProvisioningStatusShape> {
  return {
    skuId,
    status: 'success',
    quantity,
    endDate: momentToWire(commitmentEndDate),
    attributes: { objectType: 'SubscriptionProvisioningStatus' },
  }
}

const OrderLineItemProvisioningStatusShape = shape('OrderLineItemProvisioningStatus', () =>
  z.strictObject({
    orderLineItemId: z.guid(),
    lineItemNumber: z.int(),
    status: z.literal('fulfilled'),
    quantityProvisioningInformation: z.array(z.strictObject({ quantity: z.int(), status: z.literal('fulfilled') })),
    attributes: attributes('OrderLineItemProvisioningStatus'),
  }),
)

export const OrderProvisioningStatusListShape = listOf(
  'OrderLineItemProvisioningStatus',
  OrderLineItemProvisioningStatusShape,
)

export function orderProvisioningToWire({ lineItems }: Order): Shaped<typeof OrderProvisioningStatusListShape> {
  return collection(
    lineItems.map(({ lineItemNumber, subscriptionId, quantity }) => ({
      orderLineItemId: subscriptionId,
      lineItemNumber,
      status: 'fulfilled',
      quantityProvisioningInformation: [{ quantity, status: 'fulfilled' }],
      attributes: { objectType: 'OrderLineItemProvisioningStatus' },
    })),
  )
}

export const SubscriptionRegistrationStatusShape = shape('SubscriptionRegistrationStatus', () =>
  z.strictObject({ subscriptionId: z.guid(), status: z.enum(['registered', 'notregistered']) }),
)

export function registrationToWire({
  subscriptionId,
  registeredAt,
}: Subscription): Shaped<typeof SubscriptionRegistrationStatusShape> {
  return { subscriptionId, status: registeredAt ? 'registered' : 'notregistered' }
}
