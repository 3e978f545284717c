import * as z from 'zod'
import { currencyOf } from '../../domain/catalog/currency.ts'
import { billingCycles } from '../../domain/catalog/offer.ts'
import { line } from '../../domain/line.ts'
import type { Cart } from '../../domain/orders/cart.ts'
import { type CartLine, NewCart } from '../../domain/orders/cart-line.ts'
import type { Order } from '../../domain/orders/order.ts'
import { wireEnum } from '../casing.ts'
import { link, selfLinks } from '../collection.ts'
import { notServedOfLine } from '../not-served.ts'
import { attributes, moment, only, type Shaped, shape } from '../shape.ts'
import { OrderShape, orderToWire } from './order.ts'

const domainLine = NewCart.shape.lineItems.element
const reseller = 'transaction_reseller'

function isServed({ key, value }: { readonly key: string; readonly value: string }): boolean {
  return key.toLowerCase() === reseller || value.trim() === ''
}

const item = {
  catalogItemId: domainLine.shape.catalogItemId,
  friendlyName: domainLine.shape.friendlyName,
  quantity: domainLine.shape.quantity,
  currencyCode: domainLine.shape.currencyCode,
  billingCycle: wireEnum(billingCycles).optional(),
  termDuration: domainLine.shape.termDuration,
  participants: z
    .array(z.object({ key: line({ max: 100 }), value: line({ max: 100 }) }).refine(isServed, 'notServed'))
    .optional()
    .meta({ description: 'Only transaction_reseller; the others are refused.' }),
  provisioningContext: z.record(z.string(), z.unknown()).optional(),
  ...notServedOfLine(),
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

const CartErrorShape = shape('CartError', () =>
  z.strictObject({ errorCode: z.int(), errorDescription: z.string() }).meta({
    description: 'What is wrong with the line: checking out is refused as long as one line has an error.',
  }),
)

const lineFields = () => ({
  id: z.int(),
  catalogItemId: z.string(),
  friendlyName: z.string().optional(),
  quantity: z.int(),
  currencyCode: z.string(),
  billingCycle: z.enum(billingCycles),
  termDuration: z.string().optional(),
  participants: z.array(z.strictObject({ key: z.literal(reseller), value: z.string() })).optional(),
  provisioningContext: z.strictObject({ parentSubscriptionId: z.string() }).optional(),
  orderGroup: z.string(),
  error: CartErrorShape().optional(),
})

const CartLineItemShape = shape('CartLineItem', () =>
  z.strictObject({ ...lineFields(), addonItems: z.array(z.strictObject(lineFields())).optional() }),
)

export const CartShape = shape('Cart', () =>
  z.strictObject({
    id: z.guid(),
    creationTimestamp: moment(),
    lastModifiedTimestamp: moment(),
    expirationTimestamp: moment(),
    lastModifiedUser: z.string(),
    status: z.enum(['Active', 'Ordered']),
    lineItems: z.array(CartLineItemShape()),
    links: selfLinks(),
    attributes: attributes('Cart'),
  }),
)

export function cartToWire(cart: Cart, country: string): Shaped<typeof CartShape> {
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
): Shaped<typeof CartLineItemShape> {
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
    ...(error && { error: only(error, ['errorCode', 'errorDescription']) }),
  }
}

export const CartCheckoutResultShape = shape('CartCheckoutResult', () =>
  z.strictObject({
    orders: z.array(OrderShape()),
    orderErrors: z.array(z.strictObject({ orderGroupId: z.string(), code: z.int(), description: z.string() })),
    attributes: attributes('CartCheckoutResult'),
  }),
)

/** What checking out gives: the orders the cart became. */
export function checkoutToWire(orders: readonly Order[]): Shaped<typeof CartCheckoutResultShape> {
  return { orders: orders.map(orderToWire), orderErrors: [], attributes: { objectType: 'CartCheckoutResult' } }
}
