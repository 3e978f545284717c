import * as z from 'zod'
import { Fault } from '../fault.ts'

export const billingCycles = ['unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial', 'biennial'] as const
export type BillingCycle = (typeof billingCycles)[number]

const Category = z.object({
  id: z.string(),
  name: z.string(),
  rank: z.number().int(),
  locale: z.string(),
  country: z.string(),
})

/** What of the price comes back to whoever cancels, and for how long after the purchase. */
const RefundOption = z.object({
  sequenceId: z.number().int().optional(),
  type: z.string(),
  expiresAfter: z.string().optional(),
})
export const CancellationPolicy = z.object({ refundOptions: z.array(RefundOption) })
export type CancellationPolicy = z.infer<typeof CancellationPolicy>

/** How long one commits, how often it is billed, and for how long after a purchase it can be given back. */
export const Term = z.object({
  id: z.string().optional(),
  duration: z.string(),
  billingCycle: z.enum(billingCycles),
  description: z.string().default(''),
  refundDays: z.number().int(),
  /** As the catalogue has them; absent where it says nothing, and in rows of older versions. */
  cancellationPolicies: z.array(CancellationPolicy).optional(),
})
export type Term = z.infer<typeof Term>

/** What makes an offer one of newer commerce: an availability of a sku of a product, with terms to choose from. */
const CatalogueItem = z.object({
  productType: z.object({ id: z.string(), displayName: z.string() }),
  isMicrosoftProduct: z.boolean().optional(),
  publisherName: z.string().optional(),
  terms: z.array(Term),
  /** The skus, as `product:sku`, that a subscription can go over to. */
  transitionTargets: z.array(z.string()),
})

/** A licence-based offer as Partner Center's catalogue has it. Read leniently: a catalogue file may be years newer than this list. */
export const Offer = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().default(''),
  minimumQuantity: z.number().int(),
  maximumQuantity: z.number().int(),
  rank: z.number().int().default(0),
  uri: z.string().default(''),
  locale: z.string().default('en-US'),
  country: z.string(),
  category: Category,
  limitUnitOfMeasure: z.string().default('None'),
  limit: z.number().int().default(0),
  termUnitOfMeasure: z.string().default('Year'),
  term: z.number().int().default(1),
  prerequisiteOffers: z.array(z.string()).default([]),
  isAddOn: z.boolean(),
  hasAddOns: z.boolean().default(false),
  isAvailableForPurchase: z.boolean(),
  billing: z.string(),
  supportedBillingCycles: z.array(z.enum(billingCycles)).min(1),
  isAutoRenewable: z.boolean().default(false),
  isInternal: z.boolean().default(false),
  isMicrosoftProduct: z.boolean().default(true),
  upgradeTargetOffers: z.array(z.string()).optional(),
  conversionTargetOffers: z.array(z.string()).default([]),
  reselleeQualifications: z.array(z.string()).default([]),
  resellerQualifications: z.array(z.string()).default([]),
  salesGroupId: z.string().default('Default'),
  isTrial: z.boolean(),
  acquisitionType: z.string().default('purchase'),
  supportedCatalogTypes: z.array(z.string()).default(['sandbox', 'live']),
  actions: z.array(z.string()).default(['Cancel', 'Edit']),
  product: z.object({ id: z.string(), name: z.string(), unit: z.string() }),
  unitType: z.string().default('Licenses'),
  learnMore: z.string().optional(),
  item: CatalogueItem.optional(),
})
export type Offer = z.infer<typeof Offer>

/** Offer ids are compared without regard to case. */
export const offerKey = (offerId: string): string => offerId.toUpperCase()

/** The offers of one market by key. */
export type Catalogue = ReadonlyMap<string, Offer>

/** @throws {Fault} offerNotFound */
export function offerIn(catalogue: Catalogue, offerId: string, country: string): Offer {
  const found = catalogue.get(offerKey(offerId))
  if (!found) throw new Fault('offerNotFound', { field: 'offerId', offerId, country })
  return found
}

/** The add-ons that can be bought onto an offer. */
export function addOnOffersOf(catalogue: Catalogue, offer: Offer): readonly Offer[] {
  return [...catalogue.values()].filter(
    (candidate) => candidate.isAddOn && candidate.prerequisiteOffers.some((id) => offerKey(id) === offerKey(offer.id)),
  )
}

/** The categories in a catalogue, each once, by rank. Add-ons carry an empty category, which is none. */
export function categoriesOf(catalogue: Catalogue): readonly Offer['category'][] {
  const byId = new Map([...catalogue.values()].map(({ category }) => [category.id, category]))
  byId.delete('')
  return [...byId.values()].sort((one, other) => one.rank - other.rank)
}

/** When a term that starts at `start` ends. Partner Center writes the year 9999 for usage-based offers. */
export function termEnd(offer: Offer, start: Date): Date {
  const end = new Date(start)
  if (offer.term >= 9999) return new Date('9999-12-14T00:00:00Z')
  if (offer.termUnitOfMeasure === 'Day') end.setUTCDate(end.getUTCDate() + offer.term)
  else addMonths(end, offer.termUnitOfMeasure === 'Month' ? offer.term : offer.term * 12)
  return end
}

/** The months of a duration such as P1M or P3Y. */
export function monthsOf(duration: string): number {
  const [, count = '0', unit] = /^P(\d+)([MY])$/.exec(duration) ?? []
  return Number(count) * (unit === 'Y' ? 12 : 1)
}

/** The day so many months after `start`. */
export function monthsAfter(start: Date, months: number): Date {
  const end = new Date(start)
  addMonths(end, months)
  return end
}

// The 31st plus a month is the last day of the next month, not the 1st of the one after.
function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
}
