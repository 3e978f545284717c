import type { Offer } from '../catalog/offer.ts'
import { boughtSeats } from '../subscriptions/seats.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { type ChosenTerm, endOfTerm } from '../subscriptions/term.ts'
import type { NewLine, OrderContext } from './order.ts'

interface Opening {
  readonly subscriptionId: string
  readonly parentSubscriptionId?: string | undefined
  readonly chosen: ChosenTerm
  readonly context: Pick<OrderContext, 'customer' | 'orderId'>
  readonly now: Date
}

/** The subscription that a line of an order becomes. */
export function openSubscription(line: NewLine, offer: Offer, opening: Opening): Subscription {
  const { subscriptionId, parentSubscriptionId, chosen, context, now } = opening
  const start = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const newCommerce = newCommerceOf(line, offer, chosen, now)
  return {
    subscriptionId,
    customerId: context.customer.customerId,
    orderId: context.orderId,
    offerId: offer.id,
    offerName: offer.name,
    friendlyName: line.friendlyName || offer.name,
    quantity: line.quantity,
    unitType: offer.unitType,
    hasPurchasableAddons: offer.hasAddOns,
    creationDate: now.toISOString(),
    effectiveStartDate: start.toISOString(),
    commitmentEndDate: endOfTerm(offer, chosen, start).toISOString(),
    status: 'active',
    autoRenewEnabled: offer.isAutoRenewable,
    isTrial: offer.isTrial,
    billingType: offer.billing,
    billingCycle: chosen.billingCycle,
    actions: offer.actions,
    ...(line.partnerIdOnRecord && { partnerId: line.partnerIdOnRecord }),
    ...(parentSubscriptionId && { parentSubscriptionId }),
    ...(newCommerce && { newCommerce }),
    country: offer.country,
    version: 1,
  }
}

function newCommerceOf(line: NewLine, { item }: Offer, { term }: ChosenTerm, now: Date): Subscription['newCommerce'] {
  if (!item) return undefined
  const { productType, isMicrosoftProduct, publisherName } = item
  const bought = term && boughtSeats(line.quantity, term.refundDays, now)
  return {
    productType,
    ...(isMicrosoftProduct !== undefined && { isMicrosoftProduct }),
    ...(publisherName !== undefined && { publisherName }),
    ...(term && { termDuration: term.duration, refundDays: term.refundDays }),
    ...(bought && { cancellableUntil: bought.until }),
    refunds: bought ? [bought] : [],
    transitions: [],
  }
}
