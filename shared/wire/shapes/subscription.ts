import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, LinkShape, links, listOf, moment, shape } from '../shape.ts'

export const Subscription = shape('Subscription', () =>
  z.strictObject({
    id: z.guid(),
    offerId: z.string(),
    entitlementId: z.guid(),
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
    suspensionReasons: z.array(z.string()).optional(),
    partnerId: z.string().meta({ description: 'MPN id of the reseller on record' }).optional(),
    attentionNeeded: z.boolean(),
    actionTaken: z.boolean(),
    contractType: z.literal('subscription'),
    links: z.strictObject({
      offer: LinkShape(),
      parentSubscription: LinkShape().optional(),
      self: LinkShape(),
    }),
    orderId: z.guid(),
    attributes: attributes('Subscription', { etag: z.string() }),
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
