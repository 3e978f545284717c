import { readPart } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findCart } from '../../shared/domain/orders/cart.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CartShape, cartToWire } from '../../shared/wire/orders/cart.ts'

export const handler = endpoint(
  {
    name: 'get-cart',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/carts/{cartId:guid}',
    summary: 'Get a cart of a customer',
    partnerCenter: { differs: 'Lines carry no prices' },
    roles: anyRole,
    answers: { 200: CartShape },
    faults: ['customerNotFound', 'cartNotFound'],
  },
  async ({ caller, params, now }) => {
    const { customerId, cartId } = params
    const { carts, customer } = await readPart(caller, { customerId, name: 'carts', id: cartId })

    return ok(cartToWire(findCart(carts, cartId, now), customer.address.country))
  },
)
