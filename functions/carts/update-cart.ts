import * as z from 'zod'
import { created } from '../../shared/azure/answer.ts'
import { commitCart } from '../../shared/azure/carts.ts'
import { catalogueOf } from '../../shared/azure/catalogue.ts'
import { orderers } from '../../shared/azure/contract.ts'
import { openCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { findCart, updateCart } from '../../shared/domain/cart.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { CartToFill, cartToWire } from '../../shared/wire/cart.ts'
import { Cart } from '../../shared/wire/shapes/cart.ts'

export const handler = endpoint(
  {
    name: 'update-cart',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/carts/{cartId:guid}',
    summary: 'Replace what is in a cart; answers 201 as Partner Center does',
    partnerCenter: { differs: 'Lines carry no prices; 45 lines at most' },
    roles: orderers,
    params: z.object({ customerId: CustomerId, cartId: Guid }),
    body: CartToFill,
    answers: { 201: Cart },
    faults: ['customerNotFound', 'cartNotFound', 'cartOrdered', 'catalogItemIdMissing', 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId)
    const { country } = open.customer.address
    const before = findCart(open.carts, params.cartId, now)
    const updated = updateCart(before, body, await catalogueOf(country), caller, now)

    return commitCart(command, open, updated, created(cartToWire(updated.cart, country)))
  },
)
