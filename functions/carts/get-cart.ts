import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findCart } from '../../shared/domain/cart.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { cartToWire } from '../../shared/wire/cart.ts'
import { Cart } from '../../shared/wire/shapes/cart.ts'

export const handler = endpoint(
  {
    name: 'get-cart',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/carts/{cartId:guid}',
    summary: 'Get a cart of a customer',
    partnerCenter: { differs: 'Lines carry no prices' },
    params: z.object({ customerId: CustomerId, cartId: Guid }),
    answers: { 200: Cart },
    faults: ['customerNotFound', 'cartNotFound'],
  },
  async ({ caller, params, now }) => {
    const { carts, customer } = await readCustomer(caller, params.customerId, ['carts'])

    return ok(cartToWire(findCart(carts, params.cartId, now), customer.address.country))
  },
)
