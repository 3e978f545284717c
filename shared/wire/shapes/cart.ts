import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, links, moment, shape } from '../shape.ts'
import { Order } from './order.ts'

const CartError = shape('CartError', () =>
  z.strictObject({ errorCode: z.int(), errorDescription: z.string() }).meta({
    description: 'What is wrong with the line: checking out is refused as long as one line has an error.',
  }),
)

const line = () => ({
  id: z.int(),
  catalogItemId: z.string(),
  friendlyName: z.string().optional(),
  quantity: z.int(),
  currencyCode: z.string(),
  billingCycle: z.enum(billingCycles),
  termDuration: z.string().optional(),
  participants: z.array(z.strictObject({ key: z.literal('transaction_reseller'), value: z.string() })).optional(),
  provisioningContext: z.strictObject({ parentSubscriptionId: z.string() }).optional(),
  orderGroup: z.string(),
  error: CartError().optional(),
})

const CartLineItem = shape('CartLineItem', () =>
  z.strictObject({ ...line(), addonItems: z.array(z.strictObject(line())).optional() }),
)

export const Cart = shape('Cart', () =>
  z.strictObject({
    id: z.guid(),
    creationTimestamp: moment(),
    lastModifiedTimestamp: moment(),
    expirationTimestamp: moment(),
    lastModifiedUser: z.string(),
    status: z.enum(['Active', 'Ordered']),
    lineItems: z.array(CartLineItem()),
    links: links('self'),
    attributes: attributes('Cart'),
  }),
)

export const CartCheckoutResult = shape('CartCheckoutResult', () =>
  z.strictObject({
    orders: z.array(Order()),
    orderErrors: z.array(z.strictObject({ orderGroupId: z.string(), code: z.int(), description: z.string() })),
    attributes: attributes('CartCheckoutResult'),
  }),
)
