import { randomUUID } from 'node:crypto'
import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer, openForCheckout } from '../../shared/aggregates/customers/customers.ts'
import { created } from '../../shared/command/answer.ts'
import { checkOut, findCart, ordersOf } from '../../shared/domain/orders/cart.ts'
import { orderers, orderFaults } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CartCheckoutResultShape, checkoutToWire } from '../../shared/wire/orders/cart.ts'

export const handler = endpoint(
  {
    name: 'check-out-cart',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/carts/{cartId:guid}/checkout',
    summary: 'Order what is in a cart; asked again it gives the same orders',
    partnerCenter: { differs: 'All orders of a cart or none: orderErrors is always empty' },
    roles: orderers,
    answers: { 201: CartCheckoutResultShape },
    faults: ['customerNotFound', 'cartNotFound', 'cartHasErrors', ...orderFaults],
  },
  async ({ command, caller, params, now }) => {
    const open = await openForCheckout(command, caller, params)
    const cart = findCart(open.carts, params.cartId, now)
    const context = {
      ...open,
      ...(await termsOfSale(open.customer.address.country)),
      ids: Array.from({ length: 100 }, () => randomUUID()),
    }
    const done = checkOut(cart, context, caller, now)
    const { orders = ordersOf(cart, open.orders) } = done ?? {}

    return commitCustomer(open, done && { ...done, carts: [done.cart] }, created(checkoutToWire(orders)))
  },
)
