import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { created } from '../../shared/command/answer.ts'
import { expiredCarts, findCart, mpnIdsInCart, updateCart } from '../../shared/domain/orders/cart.ts'
import { orderers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CartShape, CartToFill, cartToWire } from '../../shared/wire/orders/cart.ts'

export const handler = endpoint(
  {
    name: 'update-cart',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/carts/{cartId:guid}',
    summary: 'Replace what is in a cart; answers 201 as Partner Center does',
    partnerCenter: {
      differs:
        'Lines carry no prices; 45 at most; own end dates, other renewals, promotions and further resellers are refused',
    },
    roles: orderers,
    body: CartToFill,
    answers: { 201: CartShape },
    faults: ['customerNotFound', 'cartNotFound', 'cartOrdered', 'catalogItemIdMissing', 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId, ['carts', 'subscriptions'], {
      mpnIds: mpnIdsInCart(body),
    })
    const { country } = open.customer.address
    const before = findCart(open.carts, params.cartId, now)
    const { cart, event } = updateCart(before, body, { ...open, catalogue: await catalogueOf(country) }, caller, now)
    const change = { carts: [cart], gone: { carts: expiredCarts(open.carts, now) }, event }

    return commitCustomer(open, change, created(cartToWire(cart, country)))
  },
)
