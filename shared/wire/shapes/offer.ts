import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, links, listOf, shape } from '../shape.ts'

const OfferCategory = shape('OfferCategory', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    rank: z.int(),
    locale: z.string(),
    country: z.string(),
    attributes: attributes('OfferCategory'),
  }),
)

export const Offer = shape('Offer', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    minimumQuantity: z.int(),
    maximumQuantity: z.int(),
    rank: z.int(),
    uri: z.string(),
    locale: z.string(),
    country: z.string(),
    category: OfferCategory(),
    limitUnitOfMeasure: z.string(),
    limit: z.int(),
    termUnitOfMeasure: z.string(),
    term: z.int(),
    prerequisiteOffers: z.array(z.string()),
    isAddOn: z.boolean(),
    hasAddOns: z.boolean(),
    isAvailableForPurchase: z.boolean(),
    billing: z.string(),
    supportedBillingCycles: z.array(z.enum(billingCycles)),
    isAutoRenewable: z.boolean(),
    isInternal: z.boolean(),
    isMicrosoftProduct: z.boolean(),
    upgradeTargetOffers: z.array(z.string()).optional(),
    conversionTargetOffers: z.array(z.string()),
    reselleeQualifications: z.array(z.string()),
    resellerQualifications: z.array(z.string()),
    salesGroupId: z.string(),
    isTrial: z.boolean(),
    acquisitionType: z.string(),
    supportedCatalogTypes: z.array(z.string()),
    actions: z.array(z.string()),
    product: z.strictObject({ id: z.string(), name: z.string(), unit: z.string() }),
    unitType: z.string(),
    links: links('learnMore', 'self'),
    attributes: attributes('Offer'),
  }),
)

export const OfferList = listOf('Offer', Offer)
export const OfferCategoryList = listOf('OfferCategory', OfferCategory)
