import * as z from 'zod'
import { billingCycles, type Catalogue, Offer } from '../../domain/catalog/offer.ts'
import { CountryCode } from '../../domain/contact/country.ts'
import { line, lines } from '../../domain/line.ts'
import { wireEnum } from '../casing.ts'
import { LinkShape, link, listOf, partOf } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

/** A row of the catalogue holds 64 KB in one string of two bytes a character. */
export const longestDescription = 20_000

/** What can stand in the key of a row and in an address. */
export const CatalogueId = line({ min: 1, max: 200 }).regex(/^[\w.:-]+$/, 'notPlainText')
export const Market = line({ min: 1, max: 100 })
  .regex(/^[a-z]{2}$/i, 'notACountry')
  .toUpperCase()

/** What has a minimum above its maximum cannot be ordered. */
export function quantitiesInOrder({
  value,
  issues,
}: z.core.ParsePayload<{ readonly minimumQuantity: number; readonly maximumQuantity: number }>): void {
  const { minimumQuantity: input, maximumQuantity: maximum } = value
  if (input > maximum)
    issues.push({ code: 'too_big', origin: 'number', maximum, inclusive: true, input, path: ['minimumQuantity'] })
}

/** One offer of Partner Center's GET offers answer, as a catalogue file holds it. */
export const WireOffer = Offer.omit({ learnMore: true })
  .extend({
    id: CatalogueId,
    country: Market,
    name: line({ min: 1, max: 500 }),
    description: lines({ max: longestDescription }).default(''),
    supportedBillingCycles: z.array(wireEnum(billingCycles)).min(1, 'required'),
    links: z.object({ learnMore: z.object({ uri: z.string().optional() }).optional() }).optional(),
  })
  .check(quantitiesInOrder)

export function offerFromWire({ links, ...offer }: z.infer<typeof WireOffer>): Offer {
  const learnMore = links?.learnMore?.uri
  return { ...offer, ...(learnMore !== undefined && { learnMore }) }
}

/** A GUID for licences, another form for Azure and newer commerce; compared without regard to case. */
export const OfferId = line({ min: 1, max: 200 })

export const CountryQuery = z.object({ country: CountryCode.meta({ description: 'The market: ISO 3166-1 alpha-2.' }) })

/** So many offers are about three megabytes; Partner Center's own markets have some hundred. */
const largestPage = 1000

/** `size` 0 is what SDKs send for "not given". */
export const OffersQuery = CountryQuery.extend({
  offer_category_id: line({ max: 200 }).optional().meta({ description: 'As in GET offercategories.' }),
  offset: z.number().int('notWhole').min(0, 'tooSmall').default(0),
  size: z
    .number()
    .int('notWhole')
    .min(0, 'tooSmall')
    .default(0)
    .meta({ description: `At most ${largestPage}, which 0 means too; links.next is there as long as there is more.` }),
})
type WantedOffers = Omit<z.infer<typeof OffersQuery>, 'country'>

/** The offers of a market that a query asks for, by rank. */
export function offersIn(catalogue: Catalogue, query: WantedOffers): readonly Offer[] {
  const category = query.offer_category_id?.toLowerCase()
  return [...catalogue.values()].filter(
    (offer) => category === undefined || offer.category.id.toLowerCase() === category,
  )
}

const OfferCategoryShape = shape('OfferCategory', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    rank: z.int(),
    locale: z.string(),
    country: z.string(),
    attributes: attributes('OfferCategory'),
  }),
)

export const OfferShape = shape('Offer', () =>
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
    category: OfferCategoryShape(),
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
    links: z.strictObject({ learnMore: LinkShape(), self: LinkShape() }),
    attributes: attributes('Offer'),
  }),
)

export const OfferListShape = listOf('Offer', OfferShape)

export const OfferCategoryListShape = listOf('OfferCategory', OfferCategoryShape)

/** Property order as recorded: clients that print an offer show it in this order. */
export function offerToWire({ category, learnMore, upgradeTargetOffers, ...offer }: Offer): Shaped<typeof OfferShape> {
  const { id, country } = offer
  const { name, description, minimumQuantity, maximumQuantity, rank, uri, locale } = offer
  const { actions, product, unitType, conversionTargetOffers } = offer
  const { limitUnitOfMeasure, limit, termUnitOfMeasure, term, prerequisiteOffers, isAddOn, hasAddOns } = offer
  const { isAvailableForPurchase, billing, supportedBillingCycles, isAutoRenewable, isInternal, isMicrosoftProduct } =
    offer
  const {
    reselleeQualifications,
    resellerQualifications,
    salesGroupId,
    isTrial,
    acquisitionType,
    supportedCatalogTypes,
  } = offer
  return {
    ...{ id, name, description, minimumQuantity, maximumQuantity, rank, uri, locale, country },
    category: categoryToWire(category),
    ...{ limitUnitOfMeasure, limit, termUnitOfMeasure, term, prerequisiteOffers, isAddOn, hasAddOns },
    ...{ isAvailableForPurchase, billing, supportedBillingCycles, isAutoRenewable, isInternal, isMicrosoftProduct },
    ...(upgradeTargetOffers && { upgradeTargetOffers }),
    ...{ conversionTargetOffers, reselleeQualifications, resellerQualifications, salesGroupId, isTrial },
    ...{ acquisitionType, supportedCatalogTypes, actions, product, unitType },
    links: {
      learnMore: learnMore === undefined ? { method: 'GET', headers: [] } : link(learnMore),
      self: link(`/offers/${id}?country=${country}`),
    },
    attributes: { objectType: 'Offer' },
  }
}

export function categoryToWire(category: Offer['category']): Shaped<typeof OfferCategoryShape> {
  return { ...category, attributes: { objectType: 'OfferCategory' } }
}

/** The part of a list of offers between offset and size. */
export function offersToWire(
  offers: readonly Offer[],
  { offset, size }: WantedOffers,
  self: string,
): Shaped<typeof OfferListShape> {
  const part = { offset, size: size === 0 ? largestPage : Math.min(size, largestPage) }
  return partOf(offers, part, self, offerToWire)
}
