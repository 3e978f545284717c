import { randomUUID } from 'node:crypto'
import { settings } from '../../azure/settings.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { type Cart, checkOut, type DecidedCart, expiredCarts } from '../../domain/cart.ts'
import { isAvailable } from '../../domain/cloud.ts'
import { findOrder, type Order } from '../../domain/order.ts'
import type { Caller } from '../../domain/partner.ts'
import { catalogueOf } from '../catalog/catalogue.ts'
import { commitCustomer, type OpenCustomer } from './customers.ts'

// A transaction has room for this many beside everything else.
const sweptAtOnce = 3

/** Commits a cart, and lets go those of the customer that have run out. @throws {Conflict} */
export function commitCart(
  command: Command,
  open: OpenCustomer,
  { cart, event }: DecidedCart,
  answer: Answer,
): Promise<Answer> {
  const gone = expiredCarts(open.carts, command.now).filter(({ cartId }) => cartId !== cart.cartId)
  return commitCustomer(command, open, { carts: [cart], goneCarts: gone.slice(0, sweptAtOnce), event }, answer)
}

/**
 * Orders a cart and gives its orders; one that was ordered before gives the orders it became then.
 * @throws {Fault} those of checkOut; {Conflict}
 */
export async function commitCheckout(
  command: Command,
  open: OpenCustomer,
  cart: Cart,
  caller: Caller,
  toAnswer: (orders: readonly Order[]) => Answer,
): Promise<Answer> {
  const context = {
    ...open,
    catalogue: await catalogueOf(open.customer.address.country),
    agreementRequired: isAvailable('agreements', settings.cloud),
    ids: Array.from({ length: 100 }, () => randomUUID()),
  }
  const done = checkOut(cart, context, caller, command.now)
  if (!done) return toAnswer(cart.orderIds.map((orderId) => findOrder(open.orders, orderId)))
  const { orders, subscriptions, event } = done
  return commitCustomer(command, open, { carts: [done.cart], orders, subscriptions, event }, toAnswer(orders))
}
