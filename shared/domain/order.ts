import * as z from 'zod'
import { type Agreement, hasAgreementInForce } from './agreement.ts'
import type { Event } from './audit.ts'
import type { Customer } from './customer.ts'
import { Fault, refuseInput } from './fault.ts'
import { CustomerId, MpnId } from './ids.ts'
import { type BillingCycle, billingCycles, type Catalogue, type Offer, termEnd } from './offer.ts'
import { checkLimits, checkLine, checkLineNumbers, cycleOf, findOffer, findParent } from './order-line.ts'
import type { Caller } from './partner.ts'
import type { Partnership } from './partnership.ts'
import type { Subscription } from './subscription.ts'

/** One transaction holds 100 rows; a line costs two, and the rest of a command fits beside 45 lines. */
export const maximumLines = 45

const NewLine = z.object({
  lineItemNumber: z.number().int('notWhole'),
  offerId: z.string().trim().min(1, 'required').max(200, 'tooLong'),
  quantity: z.number().int('notWhole').min(1, 'tooSmall').max(2_147_483_647, 'tooLarge'),
  friendlyName: z.string().trim().max(256, 'tooLong').optional(),
  partnerIdOnRecord: MpnId.optional(),
  parentSubscriptionId: z.string().max(100, 'tooLong').optional(),
  /** The line of this order that an add-on hangs on; a cart knows it, an order's body does not say it. */
  parentLineItemNumber: z.number().int().optional(),
})
export type NewLine = z.infer<typeof NewLine>

export const NewOrder = z.object({
  referenceCustomerId: z.string().optional(),
  billingCycle: z.enum(billingCycles).optional(),
  lineItems: z.array(NewLine).min(1, 'required').max(maximumLines, 'tooMany'),
})
export type NewOrder = z.infer<typeof NewOrder>

const OrderLine = z.object({
  lineItemNumber: z.number().int(),
  offerId: z.string(),
  subscriptionId: z.string(),
  parentSubscriptionId: z.string().optional(),
  friendlyName: z.string(),
  quantity: z.number().int(),
  partnerIdOnRecord: MpnId.optional(),
})

export const Order = z.object({
  orderId: z.string(),
  customerId: CustomerId,
  billingCycle: z.enum(billingCycles),
  currencyCode: z.string(),
  lineItems: z.array(OrderLine),
  creationDate: z.iso.datetime(),
  status: z.enum(['completed', 'cancelled']),
  version: z.number().int(),
})
export type Order = z.infer<typeof Order>

/** What an order is decided on: the customer as it stands, and what the lines refer to. */
export interface OrderContext {
  readonly customer: Customer
  readonly agreements: readonly Agreement[]
  readonly subscriptions: readonly Subscription[]
  readonly catalogue: Catalogue
  /** The partnerships found for the MPN ids on record; absent where there is none. */
  readonly resellers: ReadonlyMap<string, Partnership>
  readonly orderId: string
  /** One new id per line. */
  readonly subscriptionIds: readonly string[]
  readonly agreementRequired: boolean
}

export interface PlacedOrder {
  readonly order: Order
  readonly subscriptions: readonly Subscription[]
  readonly event: Event
}

/**
 * Places an order: all lines or none.
 * @throws {Fault} agreementNotConfirmed, userRequired, lineItemNumbersWrong, the offer faults, quantityOutOfRange,
 * offerLimitReached, addOnNeedsParent, ownMpnIdOnRecord, partnerNotFound, billingCycleNotSupported, invalidInput
 */
export function placeOrder(wanted: NewOrder, context: OrderContext, caller: Caller, now: Date): PlacedOrder {
  const { customer, orderId } = context
  if (context.agreementRequired && !hasAgreementInForce(context.agreements, now))
    throw new Fault('agreementNotConfirmed')
  if (customer.associatedPartnerId && !caller.isUser) throw new Fault('userRequired')
  if (wanted.referenceCustomerId && wanted.referenceCustomerId.toLowerCase() !== customer.customerId)
    refuseInput('referenceCustomerId', 'mismatch', { expected: customer.customerId })
  checkLineNumbers(wanted.lineItems)

  const lines = wanted.lineItems.map((line, index) => ({
    line,
    field: `lineItems[${index}]`,
    offer: findOffer(line, index, context),
  }))
  for (const { line, offer, field } of lines) checkLine(line, offer, `${field}`, context, caller)
  checkLimits(lines, context.subscriptions)

  const idOf = (line: NewLine): string => context.subscriptionIds[line.lineItemNumber] ?? ''
  const parents = lines.map(({ line, offer, field }) =>
    findParent(line, offer, field, lines, idOf, context.subscriptions),
  )
  const subscriptions = lines.map(({ line, offer, field }, index) =>
    openSubscription(line, offer, {
      subscriptionId: idOf(line),
      parentSubscriptionId: parents[index],
      billingCycle: cycleOf(offer, wanted.billingCycle, field),
      context,
      now,
    }),
  )
  const order = openOrder(wanted, subscriptions, context, now)
  return {
    order,
    subscriptions,
    event: {
      operation: 'create_order',
      resource: 'order',
      resourceId: orderId,
      after: order,
      facts: factsOf(order, subscriptions),
    },
  }
}

function openSubscription(
  line: NewLine,
  offer: Offer,
  {
    subscriptionId,
    parentSubscriptionId,
    billingCycle,
    context,
    now,
  }: {
    readonly subscriptionId: string
    readonly parentSubscriptionId: string | undefined
    readonly billingCycle: BillingCycle
    readonly context: OrderContext
    readonly now: Date
  },
): Subscription {
  const start = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
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
    commitmentEndDate: termEnd(offer, start).toISOString(),
    status: 'active',
    autoRenewEnabled: offer.isAutoRenewable,
    isTrial: offer.isTrial,
    billingType: offer.billing,
    billingCycle,
    actions: offer.actions,
    ...(line.partnerIdOnRecord && { partnerId: line.partnerIdOnRecord }),
    ...(parentSubscriptionId && { parentSubscriptionId }),
    country: offer.country,
    version: 1,
  }
}

function openOrder(wanted: NewOrder, subscriptions: readonly Subscription[], context: OrderContext, now: Date): Order {
  const [first] = subscriptions
  return {
    orderId: context.orderId,
    customerId: context.customer.customerId,
    billingCycle:
      subscriptions.find(({ billingCycle }) => billingCycle !== 'none')?.billingCycle ?? first?.billingCycle ?? 'none',
    currencyCode: currencyOf(context.customer.address.country),
    lineItems: subscriptions.map((subscription, index) => ({
      lineItemNumber: wanted.lineItems[index]?.lineItemNumber ?? index,
      offerId: subscription.offerId,
      subscriptionId: subscription.subscriptionId,
      ...(subscription.parentSubscriptionId && { parentSubscriptionId: subscription.parentSubscriptionId }),
      friendlyName: subscription.friendlyName,
      quantity: subscription.quantity,
      ...(subscription.partnerId && { partnerIdOnRecord: subscription.partnerId }),
    })),
    creationDate: now.toISOString(),
    status: 'completed',
    version: 1,
  }
}

const currencies: Readonly<Record<string, string>> = {
  ...{
    US: 'USD',
    CA: 'CAD',
    GB: 'GBP',
    CN: 'CNY',
    KR: 'KRW',
    RU: 'RUB',
    MX: 'MXN',
    JP: 'JPY',
    CH: 'CHF',
    IN: 'INR',
    AU: 'AUD',
  },
  ...Object.fromEntries(
    'AT BE DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ').map((country) => [country, 'EUR']),
  ),
}

/** The currency Partner Center bills a country in; the rest of the world is billed in dollars. */
export function currencyOf(country: string): string {
  return currencies[country] ?? 'USD'
}

/** What Partner Center's audit shows of an order, line by line. */
function factsOf(order: Order, subscriptions: readonly Subscription[]): Readonly<Record<string, string>> {
  const lines = subscriptions.flatMap((subscription, index) => [
    [`OfferId-${index}`, subscription.offerId],
    [`SubscriptionId-${index}`, subscription.subscriptionId],
    [`SubscriptionName-${index}`, subscription.friendlyName],
    [`Quantity-${index}`, String(subscription.quantity)],
    ...(subscription.partnerId ? [[`PartnerOnRecord-${index}`, subscription.partnerId]] : []),
  ])
  const cycle = order.billingCycle.charAt(0).toUpperCase() + order.billingCycle.slice(1)
  return Object.fromEntries([['OrderId', order.orderId], ['BillingCycle', cycle], ...lines])
}

/** The reseller ids an order names; each is looked up before it is decided on. */
export function mpnIdsIn({ lineItems }: NewOrder): readonly MpnId[] {
  return lineItems.flatMap(({ partnerIdOnRecord }) => (partnerIdOnRecord ? [partnerIdOnRecord] : []))
}

/** @throws {Fault} orderNotFound */
export function findOrder(orders: readonly Order[], orderId: string): Order {
  const found = orders.find((order) => order.orderId === orderId.toLowerCase())
  if (!found) throw new Fault('orderNotFound', { orderId })
  return found
}
