import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, LinkShape, links, listOf, moment, shape } from '../shape.ts'

/** What a subscription of newer commerce has beside. */
const newCommerce = () => ({
  productType: z.strictObject({ id: z.string(), displayName: z.string() }).optional(),
  publisherName: z.string().optional(),
  termDuration: z.string().optional(),
  renewalTermDuration: z.string().optional(),
  cancellationAllowedUntilDate: moment().optional(),
  refundableQuantity: z
    .strictObject({
      totalQuantity: z.int(),
      details: z.array(z.strictObject({ quantity: z.int(), allowedUntilDateTime: moment() })),
    })
    .optional(),
})

export const Subscription = shape('Subscription', () =>
  z.strictObject({
    id: z.guid(),
    offerId: z.string(),
    entitlementId: z.guid().meta({ description: 'Not in newer commerce' }).optional(),
    offerName: z.string(),
    friendlyName: z.string(),
    quantity: z.int(),
    unitType: z.string(),
    hasPurchasableAddons: z.boolean(),
    parentSubscriptionId: z.guid().optional(),
    creationDate: moment(),
    effectiveStartDate: moment(),
    commitmentEndDate: moment(),
    status: z.enum(['active', 'suspended', 'deleted']),
    autoRenewEnabled: z.boolean(),
    isTrial: z.boolean(),
    billingType: z.string(),
    billingCycle: z.enum(billingCycles),
    actions: z.array(z.string()),
    ...newCommerce(),
    suspensionReasons: z.array(z.string()).optional(),
    partnerId: z.string().meta({ description: 'MPN id of the reseller on record' }).optional(),
    attentionNeeded: z.boolean(),
    actionTaken: z.boolean(),
    contractType: z.literal('subscription'),
    links: z.strictObject({
      offer: LinkShape().optional(),
      ...{ product: LinkShape().optional(), sku: LinkShape().optional(), availability: LinkShape().optional() },
      parentSubscription: LinkShape().optional(),
      self: LinkShape(),
    }),
    orderId: z.string(),
    attributes: attributes('Subscription', {
      etag: z.string().meta({ description: 'Not in newer commerce' }).optional(),
    }),
  }),
)

export const SubscriptionList = listOf('Subscription', Subscription)

export const SubscriptionProvisioningStatus = shape('SubscriptionProvisioningStatus', () =>
  z.strictObject({
    skuId: z.string(),
    status: z.literal('success'),
    quantity: z.int(),
    endDate: moment(),
    attributes: attributes('SubscriptionProvisioningStatus'),
  }),
)

export const SubscriptionRegistrationStatus = shape('SubscriptionRegistrationStatus', () =>
  z.strictObject({ subscriptionId: z.guid(), status: z.enum(['registered', 'notregistered']) }),
)

export const SupportContact = shape('SupportContact', () =>
  z.strictObject({
    supportTenantId: z.guid(),
    supportMpnId: z.string(),
    name: z.string(),
    links: links('self'),
    attributes: attributes('SupportContact'),
  }),
)
