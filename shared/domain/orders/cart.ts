import * as z from 'zod'
import type { Event } from '../audit.ts'
import { billingCycles, type Catalogue, offerKey } from '../catalog/offer.ts'
import { Fault } from '../fault.ts'
import { CustomerId, MpnId } from '../ids.ts'
import { line } from '../line.ts'
import type { Caller } from '../partnerships/partner.ts'
import { Quantity } from '../quantity.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { termAsked } from '../subscriptions/term.ts'
import { daysAfter } from '../time.ts'
import { findOrder, maximumLines, type NewLine, type Order, type OrderContext, TermDuration } from './order.ts'
import { factsOfOrders, type PlacedOrder, placeOrder } from './order-placement.ts'

const changeableStatuses: readonly Cart['status'][] = ['Active']
const orderableStatuses: readonly Cart['status'][] = ['Active']
/** An ordered cart stays: checking out again must give the same. */
const expiringStatuses: readonly Cart['status'][] = ['Active']

/** Partner Center gives a cart seven days. */
const cartDays = 7

/** Partner Center's numbers for what is wrong with a line of a cart. */
const LineError = z.object({ errorCode: z.number().int(), errorDescription: z.string() })
const unknownItem = 10001
const invalidInput = 10010
const termNotSupported = 10013

const item = {
  catalogItemId: line({ max: 200 }).default(''),
  friendlyName: line({ max: 256 }).optional(),
  quantity: Quantity,
  billingCycle: z.enum(billingCycles).optional(),
  termDuration: TermDuration.optional(),
  /** The reseller on record. */
  partnerId: MpnId.optional(),
  parentSubscriptionId: line({ max: 100 }).optional(),
}
const NewCartLine = z.object({ ...item, addonItems: z.array(z.object(item)).max(maximumLines, 'tooMany').optional() })
export const NewCart = z.object({ lineItems: z.array(NewCartLine).min(1, 'required').max(maximumLines, 'tooMany') })
export type NewCart = z.infer<typeof NewCart>

const numbered = { id: z.number().int(), orderGroup: z.string(), error: LineError.optional() }
/** As it is kept: it may be older than the rules for what comes in. */
const keptItem = {
  ...item,
  catalogItemId: z.string().default(''),
  friendlyName: z.string().optional(),
  termDuration: z.string().optional(),
  parentSubscriptionId: z.string().optional(),
  ...numbered,
}
const CartLine = z.object({ ...keptItem, addonItems: z.array(z.object(keptItem)).optional() })
export type CartLine = z.infer<typeof CartLine>

/** What a customer is about to order. Once ordered it keeps the orders it became, so that asking again gives the same. */
export const Cart = z.object({
  cartId: z.string(),
  customerId: CustomerId,
  status: z.enum(['Active', 'Ordered']),
  lineItems: z.array(CartLine),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  expiresAt: z.iso.datetime(),
  orderIds: z.array(z.string()),
})
export type Cart = z.infer<typeof Cart>

export interface DecidedCart {
  readonly cart: Cart
  readonly event: Event
}

/** Fills a new cart. What is wrong with a line stands on the line; only checking out refuses. @throws {Fault} catalogItemIdMissing */
export function createCart(
  wanted: NewCart,
  ids: { readonly cartId: string; readonly customerId: CustomerId },
  catalogue: Catalogue,
  caller: Caller,
  now: Date,
): DecidedCart {
  const at = now.toISOString()
  const expiresAt = daysAfter(now, cartDays).toISOString()
  const cart: Cart = {
    ...ids,
    status: 'Active',
    lineItems: number(wanted, catalogue),
    ...{ createdAt: at, changedAt: at, changedBy: caller.userId, expiresAt, orderIds: [] },
  }
  return decided('create_cart', undefined, cart)
}

/** Replaces what is in a cart. @throws {Fault} cartOrdered, cartNotFound, catalogItemIdMissing */
export function updateCart(
  before: Cart,
  wanted: NewCart,
  catalogue: Catalogue,
  caller: Caller,
  now: Date,
): DecidedCart {
  checkUsable(before, now)
  if (!changeableStatuses.includes(before.status)) throw new Fault('cartOrdered')

  const lineItems = number(wanted, catalogue)
  return decided('update_cart', before, {
    ...before,
    lineItems,
    changedAt: now.toISOString(),
    changedBy: caller.userId,
  })
}

/** @throws {Fault} cartNotFound, also for one that has expired unordered */
export function findCart(carts: readonly Cart[], cartId: string, now: Date): Cart {
  const found = carts.find((cart) => cart.cartId === cartId.toLowerCase())
  if (!found) throw new Fault('cartNotFound', { cartId })
  checkUsable(found, now)
  return found
}

// A transaction has room for this many beside everything else.
const sweptAtOnce = 3

/** The carts that nobody can use any more, some at a time: they go with the next cart that is written. */
export function expiredCarts(carts: readonly Cart[], now: Date): readonly Cart[] {
  return carts.filter(({ expiresAt }) => now.getTime() >= Date.parse(expiresAt)).slice(0, sweptAtOnce)
}

export interface CheckedOut extends DecidedCart {
  readonly orders: readonly Order[]
  readonly subscriptions: readonly Subscription[]
}

export interface CheckoutContext extends Omit<OrderContext, 'orderId' | 'subscriptionIds'> {
  /** One new id per line at least, and one per order. */
  readonly ids: readonly string[]
}

/**
 * Orders a cart: one order per group, all or none. Gives undefined when it was ordered before.
 * @throws {Fault} cartNotFound, cartHasErrors and those of placeOrder
 */
export function checkOut(before: Cart, context: CheckoutContext, caller: Caller, now: Date): CheckedOut | undefined {
  checkUsable(before, now)
  if (!orderableStatuses.includes(before.status)) return undefined
  const wrong = before.lineItems.flatMap((line) => [line, ...(line.addonItems ?? [])]).find(({ error }) => error)
  if (wrong)
    throw new Fault('cartHasErrors', { field: `lineItems[${wrong.id}]`, problem: wrong.error?.errorDescription ?? '' })

  const ids = [...context.ids]
  const groups = Map.groupBy(before.lineItems, ({ orderGroup }) => orderGroup)
  const placed: PlacedOrder[] = []
  for (const lines of groups.values()) {
    const lineItems = toOrderLines(lines)
    const owned = [...context.subscriptions, ...placed.flatMap(({ subscriptions }) => subscriptions)]
    const orderContext = {
      ...context,
      subscriptions: owned,
      orderId: ids.shift() ?? '',
      subscriptionIds: ids.splice(0, lineItems.length).map((id) => id.toUpperCase()),
    }
    placed.push(placeOrder({ billingCycle: lines[0]?.billingCycle, lineItems }, orderContext, caller, now))
  }
  const orders = placed.map(({ order }) => order)
  const at = now.toISOString()
  const cart: Cart = { ...before, status: 'Ordered', changedAt: at, orderIds: orders.map(({ orderId }) => orderId) }
  return {
    cart,
    orders,
    subscriptions: placed.flatMap(({ subscriptions }) => subscriptions),
    event: {
      operation: 'create_order',
      resource: 'order',
      resourceId: cart.orderIds[0] ?? cart.cartId,
      after: orders,
      facts: factsOfOrders(placed),
    },
  }
}

/** The orders that a cart became. @throws {Fault} orderNotFound */
export function ordersOf(cart: Cart, orders: readonly Order[]): readonly Order[] {
  return cart.orderIds.map((orderId) => findOrder(orders, orderId))
}

/** The resellers a cart names. */
export function mpnIdsInCart(cart: Cart): readonly MpnId[] {
  return cart.lineItems
    .flatMap((line) => [line, ...(line.addonItems ?? [])])
    .flatMap(({ partnerId }) => (partnerId ? [partnerId] : []))
}

function checkUsable({ status, expiresAt, cartId }: Cart, now: Date): void {
  if (expiringStatuses.includes(status) && now.getTime() >= Date.parse(expiresAt))
    throw new Fault('cartNotFound', { cartId })
}

/** Numbers lines and their add-ons, and puts what is billed alike into one order. */
function number({ lineItems }: NewCart, catalogue: Catalogue): CartLine[] {
  const count = lineItems.reduce((sum, { addonItems = [] }) => sum + 1 + addonItems.length, 0)
  if (count > maximumLines)
    throw new Fault('invalidInput', { field: 'lineItems' }, [
      { field: 'lineItems', problem: 'tooMany', values: { maximum: maximumLines } },
    ])
  const groups = new Map<string, string>()
  let next = 0
  return lineItems.map(({ addonItems, ...given }, index) => {
    const line = { ...given, ...termOf(given, catalogue) }
    for (const item of [line, ...(addonItems ?? [])])
      if (item.catalogItemId === '')
        throw new Fault('catalogItemIdMissing', { field: `lineItems[${index}].catalogItemId` })
    const orderGroup = groupOf(line, catalogue, groups)
    const base = { ...line, id: next++, orderGroup, ...problemOf(line, catalogue) }
    if (!addonItems || addonItems.length === 0) return base
    return {
      ...base,
      addonItems: addonItems.map((addOn) => ({ ...addOn, id: next++, orderGroup, ...problemOf(addOn, catalogue) })),
    }
  })
}

type Item = Pick<CartLine, 'catalogItemId' | 'quantity' | 'billingCycle' | 'termDuration'>

/** Partner Center numbers the orders of a cart: licence offers as OMS-0, OMS-1, newer commerce as 0, 1. */
function groupOf(line: Item, catalogue: Catalogue, groups: Map<string, string>): string {
  const kind = catalogue.get(offerKey(line.catalogItemId))?.item ? '' : 'OMS-'
  const name = `${kind} ${line.billingCycle ?? 'unknown'}`
  const number = [...groups.keys()].filter((other) => other.startsWith(`${kind} `)).length
  if (!groups.has(name)) groups.set(name, `${kind}${number}`)
  return groups.get(name) ?? ''
}

/** The term that a line of newer commerce means, where it says only half of it. */
function termOf(line: Item, catalogue: Catalogue): Pick<Item, 'billingCycle' | 'termDuration'> {
  const term = termAsked(catalogue.get(offerKey(line.catalogItemId))?.item?.terms ?? [], line)
  return term ? { billingCycle: term.billingCycle, termDuration: term.duration } : {}
}

function problemOf(line: Item, catalogue: Catalogue) {
  const offer = catalogue.get(offerKey(line.catalogItemId))
  if (!offer?.isAvailableForPurchase)
    return { error: { errorCode: unknownItem, errorDescription: `CatalogItemIdIsNotValid: ${line.catalogItemId}` } }
  const { minimumQuantity, maximumQuantity, item } = offer
  const terms = item?.terms ?? []
  if (terms.length > 0 && !termAsked(terms, line)) {
    const errorDescription = `BillingPlanNotSupported: ${terms.map((term) => `${term.duration} ${term.billingCycle}`).join(', ')}`
    return { error: { errorCode: termNotSupported, errorDescription } }
  }
  if (line.quantity >= minimumQuantity && line.quantity <= maximumQuantity) return {}
  const errorDescription = `InvalidInput: quantity ${line.quantity} is outside ${minimumQuantity} to ${maximumQuantity}`
  return { error: { errorCode: invalidInput, errorDescription } }
}

function toOrderLines(lines: readonly CartLine[]): NewLine[] {
  const ordered: NewLine[] = []
  for (const { addonItems = [], ...line } of lines) {
    const parentLineItemNumber = ordered.length
    ordered.push(toOrderLine(line, ordered.length))
    for (const addOn of addonItems) ordered.push({ ...toOrderLine(addOn, ordered.length), parentLineItemNumber })
  }
  return ordered
}

function toOrderLine(line: Omit<CartLine, 'addonItems'>, lineItemNumber: number): NewLine {
  const { catalogItemId, quantity, friendlyName, termDuration, partnerId, parentSubscriptionId } = line
  return {
    lineItemNumber,
    offerId: catalogItemId,
    quantity,
    friendlyName,
    termDuration,
    parentSubscriptionId,
    ...(partnerId && { partnerIdOnRecord: partnerId }),
  }
}

function decided(operation: Event['operation'], before: Cart | undefined, after: Cart): DecidedCart {
  return {
    cart: after,
    event: { operation, resource: 'cart', resourceId: after.cartId, ...(before && { before }), after },
  }
}
