import * as z from 'zod'
import { isEligible, type Qualified } from '../customers/qualification.ts'
import { Fault } from '../fault.ts'
import { billingCycles, type Catalogue, type Offer, offerKey, Term } from './offer.ts'

const ItemType = z.object({ id: z.string(), displayName: z.string() })
const ProductType = ItemType.extend({ subType: ItemType.optional() })

/** What terms renew to. */
const RenewalInstruction = z.object({
  applicableTermIds: z.array(z.string()).default([]),
  renewalOptions: z
    .array(z.object({ renewToId: z.string().optional(), isAutoRenewable: z.boolean().optional() }))
    .default([]),
})
export type RenewalInstruction = z.infer<typeof RenewalInstruction>

/** A product of newer commerce. */
export const Product = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().default(''),
  productType: ProductType,
  isMicrosoftProduct: z.boolean().optional(),
  publisherName: z.string().optional(),
})
export type Product = z.infer<typeof Product>

export const Sku = z.object({
  id: z.string(),
  productId: z.string(),
  title: z.string(),
  description: z.string().default(''),
  minimumQuantity: z.number().int(),
  maximumQuantity: z.number().int(),
  isTrial: z.boolean(),
  supportedBillingCycles: z.array(z.enum(billingCycles)),
  purchasePrerequisites: z.array(z.string()).default([]),
  inventoryVariables: z.array(z.string()).default([]),
  provisioningVariables: z.array(z.string()).default([]),
  dynamicAttributes: z.record(z.string(), z.unknown()).default({}),
  /** The skus, as `product:sku`, that a subscription can go over to. Partner Center keeps this beside its catalogue. */
  transitionTargets: z.array(z.string()).default([]),
})
export type Sku = z.infer<typeof Sku>

export const Availability = z.object({
  id: z.string(),
  productId: z.string(),
  skuId: z.string(),
  catalogItemId: z.string(),
  defaultCurrency: z.object({ code: z.string(), symbol: z.string() }),
  segment: z.string(),
  country: z.string(),
  isPurchasable: z.boolean(),
  isRenewable: z.boolean().default(false),
  renewalInstructions: z.array(RenewalInstruction).optional(),
  terms: z.array(Term).optional(),
})
export type Availability = z.infer<typeof Availability>

/** A sku of a market with the product it is of and the ways in which it can be had. */
export const SkuOnSale = z.object({ product: Product, sku: Sku, availabilities: z.array(Availability) })
export type SkuOnSale = z.infer<typeof SkuOnSale>

/** All that a market, or a customer in it, can have of newer commerce. */
export type Assortment = readonly SkuOnSale[]

export const segments = ['commercial', 'education', 'government', 'nonprofit'] as const
export type Segment = (typeof segments)[number]

const qualificationOf: Readonly<Record<string, string>> = {
  education: 'education',
  nonprofit: 'nonprofit',
  government: 'government_community_cloud',
}

const licences = { unitType: 'Licenses', billing: 'license' } as const
const usage = { unitType: 'Usage-based', billing: 'usage' } as const
const isAzure = ({ productType }: Pick<Product, 'productType'>): boolean => /^azure/i.test(productType.id)

/** An availability as an order sees it: an offer whose id names product, sku and availability. */
function offerOfAvailability({ product, sku }: SkuOnSale, availability: Availability): Offer {
  const { country, terms = [] } = availability
  const qualification = qualificationOf[availability.segment.toLowerCase()]
  return {
    id: availability.catalogItemId,
    name: sku.title,
    description: sku.description,
    ...{
      minimumQuantity: sku.minimumQuantity,
      maximumQuantity: sku.maximumQuantity,
      rank: 0,
      uri: '',
      locale: 'en-US',
    },
    country,
    category: { id: '', name: '', rank: 0, locale: 'en-US', country },
    ...{ limitUnitOfMeasure: 'None', limit: 0, termUnitOfMeasure: 'Month', term: 9999, prerequisiteOffers: [] },
    ...{ isAddOn: false, hasAddOns: false, isAvailableForPurchase: availability.isPurchasable },
    ...(isAzure(product) ? usage : licences),
    supportedBillingCycles: sku.supportedBillingCycles,
    ...{ isAutoRenewable: availability.isRenewable, isInternal: false },
    isMicrosoftProduct: product.isMicrosoftProduct ?? true,
    ...{ conversionTargetOffers: [], resellerQualifications: [], salesGroupId: 'Default', isTrial: sku.isTrial },
    reselleeQualifications: qualification ? [qualification] : [],
    ...{ acquisitionType: 'purchase', supportedCatalogTypes: ['sandbox', 'live'], actions: ['Cancel', 'Edit'] },
    product: { id: `${product.id}:${sku.id}`, name: sku.title, unit: 'Licenses' },
    item: {
      productType: product.productType,
      ...(product.isMicrosoftProduct !== undefined && { isMicrosoftProduct: product.isMicrosoftProduct }),
      ...(product.publisherName !== undefined && { publisherName: product.publisherName }),
      terms,
      transitionTargets: sku.transitionTargets,
    },
  }
}

/** Every availability of a market by the key under which orders look for it. */
export function itemsOf(assortment: Assortment): Catalogue {
  const offers = assortment.flatMap((sku) => sku.availabilities.map((one) => offerOfAvailability(sku, one)))
  return new Map(offers.map((offer) => [offerKey(offer.id), offer]))
}

/** What of a market is left for a segment, or for a customer with its qualifications; a sku that nobody can have is left out. */
export function narrowed(assortment: Assortment, isWanted: (availability: Availability) => boolean): Assortment {
  return assortment
    .map((sku) => ({ ...sku, availabilities: sku.availabilities.filter(isWanted) }))
    .filter(({ availabilities }) => availabilities.length > 0)
}

/** Whether a customer may have an availability: the segment says who it is for. */
export function isFor(customer: Qualified): (availability: Availability) => boolean {
  return ({ segment }) => {
    const qualification = qualificationOf[segment.toLowerCase()]
    return isEligible({ reselleeQualifications: qualification ? [qualification] : [] }, customer)
  }
}

const isSame = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase()

/** The products of a market, each once. */
export function productsIn(assortment: Assortment): readonly Product[] {
  return [...new Map(assortment.map(({ product }) => [product.id, product])).values()]
}

/** The skus of a product. @throws {Fault} productNotFound */
export function skusOf(assortment: Assortment, productId: string): readonly [SkuOnSale, ...SkuOnSale[]] {
  const [first, ...others] = assortment.filter(({ product }) => isSame(product.id, productId))
  if (!first) throw new Fault('productNotFound', { productId })
  return [first, ...others]
}

/** @throws {Fault} productNotFound, skuNotFound */
export function findSku(assortment: Assortment, productId: string, skuId: string): SkuOnSale {
  const found = skusOf(assortment, productId).find(({ sku }) => isSame(sku.id, skuId))
  if (!found) throw new Fault('skuNotFound', { productId, skuId })
  return found
}

/** @throws {Fault} productNotFound, skuNotFound, availabilityNotFound */
export function findAvailability(
  assortment: Assortment,
  { productId, skuId, availabilityId }: Readonly<Record<'productId' | 'skuId' | 'availabilityId', string>>,
): Availability {
  const found = findSku(assortment, productId, skuId).availabilities.find(({ id }) => isSame(id, availabilityId))
  if (!found) throw new Fault('availabilityNotFound', { productId, skuId, availabilityId })
  return found
}

/** Partner Center's views of its catalogue, and the types of product in each. */
export const targetViews = {
  Azure: /^azure/i,
  AzureReservations: /^azurereservation/i,
  MicrosoftAzure: /^azure$/i,
  OnlineServices: /^onlineservices/i,
  Software: /^software|^perpetual/i,
  SoftwarePerpetual: /^perpetual/i,
  SoftwareSubscriptions: /^software$/i,
  SaaS: /^saas$/i,
  AzureReservationsVM: /^azurereservationsvm$/i,
  AzureReservationsSQL: /^azurereservationssql$/i,
  AzureReservationsCosmosDb: /^azurereservationscosmosdb$/i,
  SoftwareSUSELinux: /^softwaresuselinux$/i,
  SpecializedOffers: /^specializedoffers$/i,
  MarketplaceSaaS: /^marketplacesaas$/i,
} as const
export type TargetView = keyof typeof targetViews

export function isInView(view: TargetView): (product: Product) => boolean {
  return ({ productType }) => targetViews[view].test(productType.id)
}

/** An id of newer commerce: a product, or a product with sku and availability. Licence offers have GUIDs. */
export const isItemId = (offerId: string): boolean => /^[a-z0-9]{12}(:|$)/i.test(offerId.trim())

/** The parts of the id of a catalogue item. */
export function partsOf(catalogItemId: string) {
  const [productId = '', skuId = '', availabilityId = ''] = catalogItemId.split(':')
  return { productId, skuId, availabilityId }
}
