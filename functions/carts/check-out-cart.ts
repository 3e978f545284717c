import * as z from 'zod'
import { created } from '../../shared/azure/answer.ts'
import { commitCheckout } from '../../shared/azure/carts.ts'
import { orderers, orderFaults } from '../../shared/azure/contract.ts'
import { openCustomerForCart } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { findCart } from '../../shared/domain/cart.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { checkoutToWire } from '../../shared/wire/cart.ts'
import { CartCheckoutResult } from '../../shared/wire/shapes/cart.ts'

export const handler = endpoint(
  {
    name: 'check-out-cart',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/carts/{cartId:guid}/checkout',
    summary: 'Order what is in a cart; asked again it gives the same orders',
    partnerCenter: { differs: 'All orders of a cart or none: orderErrors is always empty' },
    roles: orderers,
    params: z.object({ customerId: CustomerId, cartId: Guid }),
    answers: { 201: CartCheckoutResult },
    faults: ['customerNotFound', 'cartNotFound', 'cartHasErrors', ...orderFaults],
  },
  async ({ command, caller, params, now }) => {
    const open = await openCustomerForCart(command, caller, params)
    const cart = findCart(open.carts, params.cartId, now)

    return commitCheckout(command, open, cart, caller, (orders) => created(checkoutToWire(orders)))
  },
)
