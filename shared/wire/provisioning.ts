import type { Order } from '../domain/order.ts'
import type { Subscription } from '../domain/subscription.ts'
import { collection } from './collection.ts'
import { momentToWire } from './date.ts'

/** A subscription is there with the order that made it: what the caller waits for has happened. */
export function subscriptionProvisioningToWire({ offerId, quantity, commitmentEndDate }: Subscription) {
  return {
    skuId: offerId,
    status: 'success',
    quantity,
    endDate: momentToWire(commitmentEndDate),
    attributes: { objectType: 'SubscriptionProvisioningStatus' },
  }
}

export function orderProvisioningToWire({ lineItems }: Order) {
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

export function registrationToWire({ subscriptionId, registeredAt }: Subscription) {
  return { subscriptionId, status: registeredAt ? 'registered' : 'notregistered' }
}
