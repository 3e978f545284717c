import * as z from 'zod'
import { type Agreement, hasAgreementInForce } from './agreement.ts'
import type { Event } from './audit.ts'
import type { Customer } from './customer.ts'
import { Fault, refuseInput } from './fault.ts'
import { CustomerId, MpnId } from './ids.ts'
import { openSubscription } from './new-subscription.ts'
import { billingCycles, type Catalogue, type Offer } from './offer.ts'
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
import type { Caller } from './partner.ts'
import type { Partnership } from './partnership.ts'
import type { Subscription } from './subscription.ts'
import { chooseTerm } from './term.ts'

/** One transaction holds 100 rows; a line costs two, and the rest of a command fits beside 45 lines. */
export const maximumLines = 45

/** How long newer commerce commits: P1M, P1Y, P3Y. */
export const TermDuration = z.string().regex(/^P\d{1,3}[MY]$/, 'notATerm')

const NewLine = z.object({
  lineItemNumber: z.number().int('notWhole'),
  offerId: z.string().trim().min(1, 'required').max(200, 'tooLong'),
  quantity: z.number().int('notWhole').min(1, 'tooSmall').max(2_147_483_647, 'tooLarge'),
  friendlyName: z.string().trim().max(256, 'tooLong').optional(),
  termDuration: TermDuration.optional(),
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
  termDuration: z.string().optional(),
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
  /** The market of an order of newer commerce; missing on one of licence offers. */
  country: z.string().optional(),
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
  /** A new GUID; newer commerce makes a shorter id of it. */
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
 * @throws {Fault} agreementNotConfirmed, userRequired, lineItemNumbersWrong, the offer faults, orderMixed, quantityOutOfRange,
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
      facts: factsOf(order, subscriptions),
    },
  }
}

function checkedLines(wanted: NewOrder, context: OrderContext, caller: Caller, now: Date): readonly ResolvedLine[] {
  const { customer } = context
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
  checkOneKind(lines)
  checkAzureAgreement(lines, context)
  for (const { line, offer, field } of lines) checkLine(line, offer, `${field}`, context, caller)
  checkLimits(lines, context.subscriptions)
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

/** @throws {Fault} orderNotFound */
export function findOrderLine(order: Order, lineItemNumber: number) {
  const found = order.lineItems.find((line) => line.lineItemNumber === lineItemNumber)
  if (!found) throw new Fault('orderNotFound', { orderId: `${order.orderId}/lineitems/${lineItemNumber}` })
  return found
}
