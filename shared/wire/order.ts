import * as z from 'zod'
import { type BillingCycle, billingCycles } from '../domain/offer.ts'
import { maximumLines, NewOrder, type Order } from '../domain/order.ts'
import { wireEnum } from './casing.ts'
import { link } from './collection.ts'
import { momentToWire } from './date.ts'

/** The body of POST orders. `""` and 0 arrive where a client's class has a default, so the line number may be missing. */
const [line] = [NewOrder.shape.lineItems.element]
export const OrderToPlace = NewOrder.extend({
  billingCycle: wireEnum(billingCycles).optional(),
  lineItems: z
    .array(
      line.omit({ parentLineItemNumber: true }).extend({
        lineItemNumber: z.number().int('notWhole').default(0),
        partnerIdOnRecord: z.preprocess((id) => (id === '' ? undefined : id), line.shape.partnerIdOnRecord),
        parentSubscriptionId: z.preprocess((id) => (id === '' ? undefined : id), line.shape.parentSubscriptionId),
      }),
    )
    .min(1, 'required')
    .max(maximumLines, 'tooMany'),
})

export function orderToWire(order: Order) {
  const { orderId, customerId } = order
  return {
    id: orderId,
    referenceCustomerId: customerId,
    billingCycle: order.billingCycle,
    currencyCode: order.currencyCode,
    lineItems: order.lineItems.map((item) => ({
      ...item,
      links: { subscription: link(`/customers/${customerId}/subscriptions/${item.subscriptionId}`) },
    })),
    creationDate: momentToWire(order.creationDate),
    status: order.status,
    links: { self: link(`/customers/${customerId}/orders/${orderId}`) },
    attributes: { etag: versionEtag(orderId, order.version), objectType: 'Order' },
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

/**
 * The body of PATCH: the whole order comes back, or a new object with one add-on line. A line without a subscription of its own
 * that names a base is what is to be added.
 */
export const OrderPatch = z
  .object({
    billingCycle: wireEnum(billingCycles).optional(),
    status: z.string().optional(),
    lineItems: z
      .array(OrderToPlace.shape.lineItems.element.extend({ subscriptionId: z.string().optional() }))
      .max(maximumLines, 'tooMany')
      .default([]),
  })
  .transform(({ billingCycle, status, lineItems }) => ({
    ...(billingCycle && { billingCycle }),
    isCancelled: status?.toLowerCase() === 'cancelled',
    addOns: lineItems.flatMap(({ subscriptionId, ...line }) =>
      !subscriptionId && line.parentSubscriptionId ? [line] : [],
    ),
  }))
