import type { Event } from '../audit.ts'
import { currencyOf } from '../catalog/currency.ts'
import type { Offer } from '../catalog/offer.ts'
import { checkAgreement, checkRegion } from '../customers/sale.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { chooseTerm } from '../subscriptions/term.ts'
import { openSubscription } from './new-subscription.ts'
import { checkCurrency, type NewLine, type NewOrder, type Order, type OrderContext } from './order.ts'
import {
  checkAzureAgreement,
  checkLimits,
  checkLine,
  checkLineNumbers,
  checkOneKind,
  findOffer,
  findParent,
  type ResolvedLine,
} from './order-line.ts'

export interface PlacedOrder {
  readonly order: Order
  readonly subscriptions: readonly Subscription[]
  readonly event: Event
}

/**
 * Places an order: all lines or none.
 * @throws {Fault} agreementNotConfirmed, countryOutsideRegion, userRequired, lineItemNumbersWrong, the offer faults, orderMixed, quantityOutOfRange,
 * offerLimitReached, addOnNeedsParent, ownMpnIdOnRecord, partnerNotFound, billingCycleNotSupported, termNotSupported,
 * invalidInput
 */
export function placeOrder(wanted: NewOrder, given: OrderContext, caller: Caller, now: Date): PlacedOrder {
  const lines = checkedLines(wanted, given, caller, now)
  const context = { ...given, orderId: idOfOrder(given.orderId, lines[0]?.offer) }
  const idOf = (line: NewLine): string => idOfSubscription(given.subscriptionIds[line.lineItemNumber] ?? '', lines[0])
  const parents = lines.map(({ line, offer, field }) =>
    findParent(line, offer, field, lines, idOf, context.subscriptions),
  )
  const subscriptions = lines.map(({ line, offer, field }, index) =>
    openSubscription(line, offer, {
      subscriptionId: idOf(line),
      parentSubscriptionId: parents[index],
      chosen: chooseTerm(offer, { ...line, billingCycle: wanted.billingCycle }, field),
      context,
      now,
    }),
  )
  const order = openOrder(wanted.lineItems, subscriptions, context, now)
  return {
    order,
    subscriptions,
    event: {
      operation: 'create_order',
      resource: 'order',
      resourceId: order.orderId,
      after: order,
      facts: factsOfOrders([{ order, subscriptions }]),
    },
  }
}

function checkedLines(wanted: NewOrder, context: OrderContext, caller: Caller, now: Date): readonly ResolvedLine[] {
  const { customer } = context
  checkAgreement(context, now)
  if (customer.associatedPartnerId && !caller.isUser) throw new Fault('userRequired')
  if (wanted.referenceCustomerId && wanted.referenceCustomerId.toLowerCase() !== customer.customerId)
    refuseInput('referenceCustomerId', 'mismatch', { expected: customer.customerId })
  checkCurrency(wanted.currencyCode, currencyOf(customer.address.country))
  checkLineNumbers(wanted.lineItems)

  const lines = wanted.lineItems.map((line, index) => ({
    line,
    field: `lineItems[${index}]`,
    offer: findOffer(line, index, context),
  }))
  checkOneKind(lines)
  checkAzureAgreement(lines, context)
  for (const { line, offer, field } of lines) checkLine(line, offer, `${field}`, context, caller)
  const limited = lines.map(({ offer, field }) => ({ offer, field: `${field}.offerId` }))
  checkLimits(limited, context.subscriptions)
  checkRegion(customer.address.country, caller)
  return lines
}

/** Newer commerce writes the ids of orders in twelve digits, and those of subscriptions in lower case. */
export function idOfOrder(guid: string, offer: Offer | undefined): string {
  return offer?.item ? guid.replaceAll('-', '').slice(0, 12).toLowerCase() : guid
}

const idOfSubscription = (guid: string, line: ResolvedLine | undefined): string =>
  line?.offer.item ? guid.toLowerCase() : guid

/** The order whose lines have become these subscriptions. */
export function openOrder(
  lines: readonly NewLine[],
  subscriptions: readonly Subscription[],
  context: Pick<OrderContext, 'customer' | 'orderId'>,
  now: Date,
): Order {
  const [first] = subscriptions
  return {
    orderId: context.orderId,
    customerId: context.customer.customerId,
    billingCycle:
      subscriptions.find(({ billingCycle }) => billingCycle !== 'none')?.billingCycle ?? first?.billingCycle ?? 'none',
    currencyCode: currencyOf(context.customer.address.country),
    lineItems: subscriptions.map((subscription, index) => ({
      lineItemNumber: lines[index]?.lineItemNumber ?? index,
      offerId: subscription.offerId,
      subscriptionId: subscription.subscriptionId,
      ...(subscription.parentSubscriptionId && { parentSubscriptionId: subscription.parentSubscriptionId }),
      friendlyName: subscription.friendlyName,
      quantity: subscription.quantity,
      ...(subscription.newCommerce?.termDuration && { termDuration: subscription.newCommerce.termDuration }),
      ...(subscription.partnerId && { partnerIdOnRecord: subscription.partnerId }),
    })),
    creationDate: now.toISOString(),
    status: 'completed',
    ...(first?.newCommerce && { country: first.country }),
    version: 1,
  }
}

/**
 * What Partner Center's audit shows of orders that were placed together, line by line: numbers run through all of them, and
 * where there are several, each line names its own.
 */
export function factsOfOrders(
  placed: readonly Pick<PlacedOrder, 'order' | 'subscriptions'>[],
): Readonly<Record<string, string>> {
  const isOne = placed.length === 1
  const lines = placed.flatMap(({ order, subscriptions }) =>
    subscriptions.map((subscription) => ({ order, subscription })),
  )
  const facts = lines.flatMap(({ order, subscription }, index) => [
    ...(isOne ? [] : headOf(order, `-${index}`)),
    [`OfferId-${index}`, subscription.offerId],
    [`SubscriptionId-${index}`, subscription.subscriptionId],
    [`SubscriptionName-${index}`, subscription.friendlyName],
    [`Quantity-${index}`, String(subscription.quantity)],
    ...(subscription.partnerId ? [[`PartnerOnRecord-${index}`, subscription.partnerId]] : []),
  ])
  return Object.fromEntries([...placed.slice(0, 1).flatMap(({ order }) => headOf(order, '')), ...facts])
}

function headOf({ orderId, billingCycle }: Order, suffix: string): readonly (readonly string[])[] {
  return [
    [`OrderId${suffix}`, orderId],
    [`BillingCycle${suffix}`, billingCycle.charAt(0).toUpperCase() + billingCycle.slice(1)],
  ]
}
