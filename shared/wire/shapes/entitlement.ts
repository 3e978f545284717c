import * as z from 'zod'
import { attributes, bareListOf, listOf, shape } from '../shape.ts'

const ActivationLink = shape('OrderLineItemActivationLink', () =>
  z.strictObject({ lineItemNumber: z.int(), link: z.strictObject({ uri: z.url() }) }),
)
export const ActivationLinkList = listOf('OrderLineItemActivationLink', ActivationLink)

const AzureEntitlement = shape('AzureEntitlement', () => z.strictObject({ id: z.guid(), friendlyName: z.string() }))
export const AzureEntitlementList = listOf('AzureEntitlement', AzureEntitlement)

const SubscribedSku = shape('SubscribedSku', () =>
  z.strictObject({
    availableUnits: z.int(),
    activeUnits: z.int(),
    consumedUnits: z.int(),
    suspendedUnits: z.int(),
    totalUnits: z.int(),
    warningUnits: z.int(),
    productSku: z.strictObject({
      id: z.string(),
      name: z.string(),
      targetType: z.literal('User'),
      licenseGroupId: z.literal('group1'),
    }),
    servicePlans: z.array(z.unknown()),
    capabilityStatus: z.enum(['Enabled', 'Suspended']),
    attributes: attributes('SubscribedSku'),
  }),
)
export const SubscribedSkuList = listOf('SubscribedSku', SubscribedSku)

const ValidationCode = shape('ValidationCode', () =>
  z.strictObject({
    partnerId: z.guid(),
    organizationName: z.string(),
    validationId: z.string(),
    maxCreates: z.int(),
    remainingCreates: z.int(),
    eTag: z.string(),
  }),
)
/** A bare list. */
export const ValidationCodeList = bareListOf('ValidationCode', ValidationCode)
