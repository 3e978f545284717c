import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, links, listOf, moment, shape } from '../shape.ts'

const OrderLineItem = shape('OrderLineItem', () =>
  z.strictObject({
    lineItemNumber: z.int(),
    offerId: z.string(),
    subscriptionId: z.guid(),
    parentSubscriptionId: z.guid().optional(),
    friendlyName: z.string(),
    quantity: z.int(),
    partnerIdOnRecord: z.string().optional(),
    links: links('subscription'),
  }),
)

export const Order = shape('Order', () =>
  z.strictObject({
    id: z.guid(),
    referenceCustomerId: z.guid(),
    billingCycle: z.enum(billingCycles),
    currencyCode: z.string(),
    lineItems: z.array(OrderLineItem()),
    creationDate: moment(),
    status: z.enum(['completed', 'cancelled']),
    links: links('self'),
    attributes: attributes('Order', { etag: z.string() }),
  }),
)

export const OrderList = listOf('Order', Order)

const OrderLineItemProvisioningStatus = shape('OrderLineItemProvisioningStatus', () =>
  z.strictObject({
    orderLineItemId: z.guid(),
    lineItemNumber: z.int(),
    status: z.literal('fulfilled'),
    quantityProvisioningInformation: z.array(z.strictObject({ quantity: z.int(), status: z.literal('fulfilled') })),
    attributes: attributes('OrderLineItemProvisioningStatus'),
  }),
)

export const OrderProvisioningStatusList = listOf('OrderLineItemProvisioningStatus', OrderLineItemProvisioningStatus)
