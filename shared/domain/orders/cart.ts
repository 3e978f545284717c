import * as z from 'zod'
import type { Event } from '../audit.ts'
import { currencyOf } from '../catalog/currency.ts'
import { type Catalogue, offerKey } from '../catalog/offer.ts'
import { Fault, refuseInput } from '../fault.ts'
import { CustomerId, type MpnId } from '../ids.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { termAsked } from '../subscriptions/term.ts'
import { daysAfter } from '../time.ts'
import { CartLine, type NewCart } from './cart-line.ts'
import { type CartContext, type CheckoutContext, lineErrors, placeCart } from './cart-placement.ts'
import { checkCurrency, findOrder, maximumLines, type Order } from './order.ts'
import { factsOfOrders } from './order-placement.ts'

const changeableStatuses: readonly Cart['status'][] = ['Active']
const orderableStatuses: readonly Cart['status'][] = ['Active']
/** An ordered cart stays: checking out again must give the same. */
const expiringStatuses: readonly Cart['status'][] = ['Active']

/** Partner Center gives a cart seven days. */
const cartDays = 7

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

/** Fills a new cart. What is wrong with a line stands on the line; only checking out refuses. @throws {Fault} catalogItemIdMissing, invalidInput */
export function createCart(
  wanted: NewCart,
  ids: { readonly cartId: string; readonly customerId: CustomerId },
  context: CartContext,
  caller: Caller,
  now: Date,
): DecidedCart {
  const at = now.toISOString()
  const expiresAt = daysAfter(now, cartDays).toISOString()
  const cart: Cart = {
    ...ids,
    status: 'Active',
    lineItems: fill(wanted, context, caller, now),
    ...{ createdAt: at, changedAt: at, changedBy: caller.userId, expiresAt, orderIds: [] },
  }
  return decided('create_cart', undefined, cart)
}

/** Replaces what is in a cart. @throws {Fault} cartOrdered, cartNotFound, catalogItemIdMissing, invalidInput */
export function updateCart(
  before: Cart,
  wanted: NewCart,
  context: CartContext,
  caller: Caller,
  now: Date,
): DecidedCart {
  checkUsable(before, now)
  if (!changeableStatuses.includes(before.status)) throw new Fault('cartOrdered')

  const lineItems = fill(wanted, context, caller, now)
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
  return carts.filter((cart) => isExpired(cart, now)).slice(0, sweptAtOnce)
}

function isExpired({ status, expiresAt }: Cart, now: Date): boolean {
  return expiringStatuses.includes(status) && now.getTime() >= Date.parse(expiresAt)
}

export interface CheckedOut extends DecidedCart {
  readonly orders: readonly Order[]
  readonly subscriptions: readonly Subscription[]
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

  const placed = placeCart(before.lineItems, context, caller, now)
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
export function mpnIdsInCart(cart: NewCart | Cart): readonly MpnId[] {
  return cart.lineItems
    .flatMap((line) => [line, ...(line.addonItems ?? [])])
    .flatMap(({ partnerId }) => (partnerId ? [partnerId] : []))
}

function checkUsable(cart: Cart, now: Date): void {
  if (isExpired(cart, now)) throw new Fault('cartNotFound', { cartId: cart.cartId })
}

/** Numbers lines and their add-ons, puts what is billed alike into one order, and notes what would keep it from being one. */
function fill(wanted: NewCart, context: CartContext, caller: Caller, now: Date): CartLine[] {
  const lines = number(wanted, context)
  const errors = lineErrors(lines, context, caller, now)
  const withError = <T extends { readonly id: number }>(line: T) => {
    const error = errors.get(line.id)
    return error ? { ...line, error } : line
  }
  return lines.map(({ addonItems, ...line }) => ({
    ...withError(line),
    ...(addonItems && { addonItems: addonItems.map(withError) }),
  }))
}

/** @throws {Fault} catalogItemIdMissing, invalidInput */
function number({ lineItems }: NewCart, { catalogue, customer }: CartContext): CartLine[] {
  const count = lineItems.reduce((sum, { addonItems = [] }) => sum + 1 + addonItems.length, 0)
  if (count > maximumLines) refuseInput('lineItems', 'tooMany', { maximum: maximumLines })
  const currency = currencyOf(customer.address.country)
  const groups = new Map<string, string>()
  let next = 0
  return lineItems.map(({ addonItems = [], ...given }, index) => {
    const field = `lineItems[${index}]`
    const line = checkItem({ ...given, ...termOf(given, catalogue) }, field, currency)
    const orderGroup = groupOf(line, catalogue, groups)
    const base = { ...line, id: next++, orderGroup }
    if (addonItems.length === 0) return base
    return {
      ...base,
      addonItems: addonItems.map((addOn, at) => ({
        ...checkItem(addOn, `${field}.addonItems[${at}]`, currency),
        id: next++,
        orderGroup,
      })),
    }
  })
}

function checkItem<T extends NewCart['lineItems'][number]>(
  { currencyCode, ...item }: T,
  field: string,
  currency: string,
) {
  if (item.catalogItemId === '') throw new Fault('catalogItemIdMissing', { field: `${field}.catalogItemId` })
  checkCurrency(currencyCode, currency, `${field}.currencyCode`)
  return item
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

function decided(operation: Event['operation'], before: Cart | undefined, after: Cart): DecidedCart {
  return {
    cart: after,
    event: { operation, resource: 'cart', resourceId: after.cartId, ...(before && { before }), after },
  }
}
