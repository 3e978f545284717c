import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { links, listOf, shape } from '../shape.ts'

const type = () => z.strictObject({ id: z.string(), displayName: z.string() })

/** None of these has attributes (recorded). */
export const Product = shape('Product', () =>
  z.strictObject({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    productType: type(),
    isMicrosoftProduct: z.boolean().optional(),
    publisherName: z.string().optional(),
    links: links('skus', 'self'),
  }),
)

export const Sku = shape('Sku', () =>
  z.strictObject({
    id: z.string(),
    productId: z.string(),
    title: z.string(),
    description: z.string(),
    minimumQuantity: z.int(),
    maximumQuantity: z.int(),
    isTrial: z.boolean(),
    supportedBillingCycles: z.array(z.enum(billingCycles)),
    purchasePrerequisites: z.array(z.string()),
    inventoryVariables: z.array(z.string()),
    provisioningVariables: z.array(z.string()),
    dynamicAttributes: z.record(z.string(), z.unknown()),
    links: links('availabilities', 'self'),
  }),
)

const Term = shape('AvailabilityTerm', () =>
  z.strictObject({
    duration: z.string().meta({ description: 'P1M, P1Y or P3Y' }),
    description: z.string(),
    billingCycle: z.string().meta({ description: 'In PascalCase, as only here' }),
    cancellationPolicies: z.array(
      z.strictObject({
        refundOptions: z.array(
          z.strictObject({ sequenceId: z.int(), type: z.literal('Full'), expiresAfter: z.string() }),
        ),
      }),
    ),
  }),
)

export const Availability = shape('Availability', () =>
  z.strictObject({
    id: z.string(),
    productId: z.string(),
    skuId: z.string(),
    catalogItemId: z.string().meta({ description: 'product:sku:availability, what carts and orders ask for' }),
    defaultCurrency: z.strictObject({ code: z.string(), symbol: z.string() }),
    segment: z.string(),
    country: z.string(),
    isPurchasable: z.boolean(),
    isRenewable: z.boolean().optional(),
    terms: z.array(Term()).optional(),
    links: links('self'),
  }),
)

export const ProductList = listOf('Product', Product)
export const SkuList = listOf('Sku', Sku)
export const AvailabilityList = listOf('Availability', Availability)
