import * as z from 'zod'
import type { Cart, CartLine } from '../domain/cart.ts'
import { NewCart } from '../domain/cart.ts'
import { currencyOf } from '../domain/currency.ts'
import { line } from '../domain/line.ts'
import { billingCycles } from '../domain/offer.ts'
import type { Order } from '../domain/order.ts'
import { wireEnum } from './casing.ts'
import { link } from './collection.ts'
import { orderToWire } from './order.ts'

const domainLine = NewCart.shape.lineItems.element
const reseller = 'transaction_reseller'

const item = {
  catalogItemId: domainLine.shape.catalogItemId,
  friendlyName: domainLine.shape.friendlyName,
  quantity: domainLine.shape.quantity,
  billingCycle: wireEnum(billingCycles).optional(),
  termDuration: domainLine.shape.termDuration,
  participants: z.array(z.object({ key: line({ max: 100 }), value: line({ max: 100 }) })).optional(),
  provisioningContext: z.record(z.string(), z.unknown()).optional(),
}

const WireLine = z.object({ ...item, addonItems: z.array(z.object(item)).optional() })

/** The body of POST and PUT: ids, times and status are ours to say, whatever comes back. */
export const CartToFill = z
  .object({ lineItems: z.array(WireLine) })
  .transform(({ lineItems }): z.input<typeof NewCart> => ({ lineItems: lineItems.map(fromWire) }))
  .pipe(NewCart)
  .meta({ id: 'CartToFill' })

function fromWire({ addonItems, ...rest }: z.infer<typeof WireLine>) {
  return {
    ...itemFromWire(rest),
    ...(addonItems && addonItems.length > 0 && { addonItems: addonItems.map(itemFromWire) }),
  }
}

/** Participants are pairs of key and value; the reseller on record is one of them. */
function itemFromWire({
  participants = [],
  provisioningContext = {},
  ...line
}: Omit<z.infer<typeof WireLine>, 'addonItems'>) {
  const partner = participants.find(({ key }) => key.toLowerCase() === reseller)
  const parent = Object.entries(provisioningContext).find(([key]) => key.toLowerCase() === 'parentsubscriptionid')?.[1]
  return {
    ...line,
    ...(partner && { partnerId: partner.value }),
    ...(typeof parent === 'string' && parent !== '' && { parentSubscriptionId: parent }),
  }
}

export function cartToWire(cart: Cart, country: string) {
  const { cartId, customerId } = cart
  return {
    id: cartId,
    creationTimestamp: cart.createdAt,
    lastModifiedTimestamp: cart.changedAt,
    expirationTimestamp: cart.expiresAt,
    lastModifiedUser: cart.changedBy,
    status: cart.status,
    lineItems: cart.lineItems.map(({ addonItems, ...line }) => ({
      ...lineToWire(line, country),
      ...(addonItems && { addonItems: addonItems.map((addOn) => lineToWire(addOn, country)) }),
    })),
    links: { self: link(`/customers/${customerId}/carts/${cartId}`) },
    attributes: { objectType: 'Cart' },
  }
}

function lineToWire(
  { partnerId, parentSubscriptionId, error, ...line }: Omit<CartLine, 'addonItems'>,
  country: string,
) {
  const { id, catalogItemId, friendlyName, quantity, billingCycle = 'monthly', termDuration, orderGroup } = line
  return {
    ...{
      id,
      catalogItemId,
      ...(friendlyName && { friendlyName }),
      quantity,
      currencyCode: currencyOf(country),
      billingCycle,
      ...(termDuration && { termDuration }),
    },
    ...(partnerId && { participants: [{ key: reseller, value: partnerId }] }),
    ...(parentSubscriptionId && { provisioningContext: { parentSubscriptionId } }),
    orderGroup,
    ...(error && { error }),
  }
}

/** What checking out gives: the orders the cart became. */
export function checkoutToWire(orders: readonly Order[]) {
  return { orders: orders.map(orderToWire), orderErrors: [], attributes: { objectType: 'CartCheckoutResult' } }
}
