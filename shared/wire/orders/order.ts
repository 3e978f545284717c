import * as z from 'zod'
import { type BillingCycle, billingCycles } from '../../domain/catalog/offer.ts'
import { partsOf } from '../../domain/catalog/product.ts'
import { line } from '../../domain/line.ts'
import { maximumLines, NewOrder, type Order } from '../../domain/orders/order.ts'
import { wireEnum } from '../casing.ts'
import { LinkShape, link, listOf, selfLinks } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { notServedOfLine } from '../not-served.ts'
import { attributes, moment, only, type Shaped, shape } from '../shape.ts'

/** The body of POST orders. A client's class may have no line number to give. */
const wanted = NewOrder.shape.lineItems.element
export const OrderToPlace = NewOrder.extend({
  billingCycle: wireEnum(billingCycles).optional(),
  lineItems: z
    .array(
      wanted.omit({ parentLineItemNumber: true }).extend({
        lineItemNumber: z.number().int('notWhole').default(0),
        termDuration: wanted.shape.termDuration,
        partnerIdOnRecord: wanted.shape.partnerIdOnRecord,
        parentSubscriptionId: wanted.shape.parentSubscriptionId,
        ...notServedOfLine(),
      }),
    )
    .min(1, 'required')
    .max(maximumLines, 'tooMany'),
}).meta({ id: 'OrderToPlace' })

/** The links of what was bought by newer commerce, below the catalogue of its market. */
export function itemLinks(catalogItemId: string, country: string) {
  const { productId, skuId, availabilityId } = partsOf(catalogItemId)
  const sku = `/products/${productId}/skus/${skuId}`
  return {
    product: link(`/products/${productId}?country=${country}`),
    sku: link(`${sku}?country=${country}`),
    availability: link(`${sku}/availabilities/${availabilityId}?country=${country}`),
  }
}

const OrderLineItemShape = shape('OrderLineItem', () =>
  z.strictObject({
    lineItemNumber: z.int(),
    offerId: z.string(),
    subscriptionId: z.guid(),
    parentSubscriptionId: z.guid().optional(),
    friendlyName: z.string(),
    quantity: z.int(),
    termDuration: z.string().optional(),
    partnerIdOnRecord: z.string().optional(),
    links: z.strictObject({
      subscription: LinkShape(),
      ...{ product: LinkShape().optional(), sku: LinkShape().optional(), availability: LinkShape().optional() },
    }),
  }),
)

export const OrderShape = shape('Order', () =>
  z.strictObject({
    id: z.string().meta({ description: 'A GUID, or twelve digits for an order of newer commerce' }),
    referenceCustomerId: z.guid(),
    billingCycle: z.enum(billingCycles),
    currencyCode: z.string(),
    lineItems: z.array(OrderLineItemShape()),
    creationDate: moment(),
    status: z.enum(['completed', 'cancelled']),
    links: selfLinks(),
    attributes: attributes('Order').extend({
      etag: z.string().meta({ description: 'Not in newer commerce' }).optional(),
    }),
  }),
)

export const OrderListShape = listOf('Order', OrderShape)

const lineNames = [
  ...(['lineItemNumber', 'offerId', 'subscriptionId', 'parentSubscriptionId'] as const),
  ...(['friendlyName', 'quantity', 'termDuration', 'partnerIdOnRecord'] as const),
]

export function orderToWire(order: Order): Shaped<typeof OrderShape> {
  const { orderId, customerId, country } = order
  return {
    id: orderId,
    referenceCustomerId: customerId,
    billingCycle: order.billingCycle,
    currencyCode: order.currencyCode,
    lineItems: order.lineItems.map((item) => ({
      ...only(item, lineNames),
      links: {
        ...(country && itemLinks(item.offerId, country)),
        subscription: link(`/customers/${customerId}/subscriptions/${item.subscriptionId}`),
      },
    })),
    creationDate: momentToWire(order.creationDate),
    status: order.status,
    links: { self: link(`/customers/${customerId}/orders/${orderId}`) },
    attributes: { ...(!country && { etag: versionEtag(orderId, order.version) }), objectType: 'Order' },
  }
}

/** The etag of orders and subscriptions: base64 of the id in lower case and the version. */
export function versionEtag(id: string, version: number): string {
  return btoa(JSON.stringify({ id: id.toLowerCase(), version }))
}

/** Whether an order is billed as the query's `billingType` asks; absent or unknown asks for all. */
export function hasBillingType(asked: BillingCycle | undefined): (order: Order) => boolean {
  return ({ billingCycle }) => asked === undefined || asked === 'unknown' || billingCycle === asked
}

const isAddOn = (line: {
  readonly subscriptionId?: string | undefined
  readonly parentSubscriptionId?: string | undefined
}) => !line.subscriptionId && line.parentSubscriptionId !== undefined && line.parentSubscriptionId !== ''

/**
 * The body of PATCH: the whole order comes back, or a new object with one add-on line. A line without a subscription of its own
 * that names a base is what is to be added.
 */
export const OrderPatch = z
  .object({
    billingCycle: wireEnum(billingCycles).optional(),
    currencyCode: NewOrder.shape.currencyCode,
    status: line({ max: 100 }).optional(),
    lineItems: z
      .array(OrderToPlace.shape.lineItems.element.extend({ subscriptionId: line({ max: 100 }).optional() }))
      .max(maximumLines, 'tooMany')
      .default([]),
  })
  .transform(({ billingCycle, currencyCode, status, lineItems }) => {
    const lines = lineItems.map((line, index) => ({ ...line, field: `lineItems[${index}]` }))
    return {
      ...(billingCycle && { billingCycle }),
      ...(currencyCode && { currencyCode }),
      ...(status && { status: status.toLowerCase() }),
      addOns: lines.filter(isAddOn),
      lines: lines.filter((line) => !isAddOn(line)),
    }
  })
  .meta({ id: 'OrderPatch', description: 'The whole order, or one new add-on line with its parentSubscriptionId.' })

export const OrderLineKey = z.object({ lineItemNumber: z.number().int('notWhole').min(0, 'tooSmall') })
