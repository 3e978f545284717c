import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, LinkShape, links, listOf, moment, shape } from '../shape.ts'

const OrderLineItem = shape('OrderLineItem', () =>
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

export const Order = shape('Order', () =>
  z.strictObject({
    id: z.string().meta({ description: 'A GUID, or twelve digits for an order of newer commerce' }),
    referenceCustomerId: z.guid(),
    billingCycle: z.enum(billingCycles),
    currencyCode: z.string(),
    lineItems: z.array(OrderLineItem()),
    creationDate: moment(),
    status: z.enum(['completed', 'cancelled']),
    links: links('self'),
    attributes: attributes('Order', { etag: z.string().meta({ description: 'Not in newer commerce' }).optional() }),
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
