import * as z from 'zod'
import { type BillingCycle, billingCycles, CancellationPolicy, type Term } from '../../domain/catalog/offer.ts'
import {
  Availability,
  isInView,
  Product,
  productsIn,
  type RenewalInstruction,
  Sku,
  type SkuOnSale,
  segments,
  type TargetView,
  targetViews,
} from '../../domain/catalog/product.ts'
import { CountryCode } from '../../domain/contact/country.ts'
import { line, lines } from '../../domain/line.ts'
import { wireEnum } from '../casing.ts'
import { LinkShape, link, listOf, selfLinks } from '../collection.ts'
import { only, type Shaped, shape } from '../shape.ts'
import { CatalogueId, longestDescription, Market, quantitiesInOrder } from './offer.ts'

/** Partner Center takes a subscription back for seven days, unless the term says otherwise. */
const usualRefundDays = 7

/** For so long it can be given back, be it for the whole price or for a part: none of an empty list. */
function refundDaysOf(policies: readonly CancellationPolicy[] | undefined): number {
  if (!policies) return usualRefundDays
  const options = policies.flatMap(({ refundOptions }) => refundOptions)
  return Math.max(0, ...options.map(({ expiresAfter = '' }) => daysIn(expiresAfter)))
}

const daysIn = (duration: string): number => Number(/^P(\d{1,5})D$/.exec(duration)?.[1] ?? usualRefundDays)

const WireTerm = z
  .object({
    id: z.string().optional(),
    duration: z.string(),
    billingCycle: wireEnum(billingCycles),
    description: z.string().optional(),
    cancellationPolicies: z.array(CancellationPolicy).optional(),
  })
  .transform(
    ({ description = '', ...term }): Term => ({
      ...term,
      description,
      refundDays: refundDaysOf(term.cancellationPolicies),
    }),
  )

const WireAvailability = Availability.extend({ country: Market, terms: z.array(WireTerm).optional() })
const texts = { title: line({ min: 1, max: 500 }), description: lines({ max: longestDescription }).default('') }
const WireSku = Sku.extend({
  ...texts,
  id: CatalogueId,
  supportedBillingCycles: z.array(wireEnum(billingCycles)),
  availabilities: z.array(WireAvailability),
}).check(quantitiesInOrder)

/** A product as a catalogue file holds it: Partner Center's own answer, with those of its skus and availabilities inside. */
export const WireProduct = Product.extend({ ...texts, id: CatalogueId, skus: z.array(WireSku) })

/** The skus of a product by market: one row each. */
export function skusFromWire({
  skus,
  ...product
}: z.infer<typeof WireProduct>): readonly (readonly [string, SkuOnSale])[] {
  return skus.flatMap(({ availabilities, ...sku }) =>
    [...Map.groupBy(availabilities, ({ country }) => country)].map(
      ([market, ofMarket]) => [market, { product, sku, availabilities: ofMarket }] as const,
    ),
  )
}

const ItemId = line({ min: 1, max: 100 })
export const ProductKey = z.object({ productId: ItemId })
export const SkuKey = ProductKey.extend({ skuId: ItemId })
export const AvailabilityKey = SkuKey.extend({ availabilityId: ItemId })

// A subset of segments; clients write them in any casing.
const targetSegment = wireEnum(segments).optional()
const viewNames = Object.keys(targetViews) as [TargetView, ...TargetView[]] // the keys are what the type says
export const CustomerProductsQuery = z.object({ targetView: wireEnum(viewNames), targetSegment })
export const ProductsQuery = CustomerProductsQuery.extend({ country: CountryCode })
export const CustomerItemQuery = z.object({ targetSegment })
export const ItemQuery = CustomerItemQuery.extend({ country: CountryCode })

/** Where a catalogue is read: that of a market, or that of a customer. */
export interface Shelf {
  readonly prefix: string
  readonly suffix: string
}
export const marketShelf = (country: string): Shelf => ({ prefix: '', suffix: `?country=${country}` })
export const customerShelf = (customerId: string): Shelf => ({ prefix: `/customers/${customerId}`, suffix: '' })

const ItemTypeShape = () => z.strictObject({ id: z.string(), displayName: z.string() })

/** None of these has attributes (recorded). */
export const ProductShape = shape('Product', () =>
  z.strictObject({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    productType: ItemTypeShape().extend({ subType: ItemTypeShape().optional() }),
    isMicrosoftProduct: z.boolean().optional(),
    publisherName: z.string().optional(),
    links: z.strictObject({ skus: LinkShape(), self: LinkShape() }),
  }),
)

export const ProductListShape = listOf('Product', ProductShape)

export function productsToWire(
  skus: readonly SkuOnSale[],
  view: TargetView,
  shelf: Shelf,
): readonly Shaped<typeof ProductShape>[] {
  return productsIn(skus)
    .filter(isInView(view))
    .map((product) => productToWire(product, shelf))
}

export function productToWire(product: Product, { prefix, suffix }: Shelf): Shaped<typeof ProductShape> {
  const { id, title, description, productType, isMicrosoftProduct, publisherName } = product
  const self = `${prefix}/products/${id}`
  return {
    ...{ id, title, description, productType },
    ...(isMicrosoftProduct !== undefined && { isMicrosoftProduct }),
    ...(publisherName !== undefined && { publisherName }),
    links: { skus: link(`${self}/skus${suffix}`), self: link(`${self}${suffix}`) },
  }
}

export const SkuShape = shape('Sku', () =>
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
    links: z.strictObject({ availabilities: LinkShape(), self: LinkShape() }),
  }),
)

export const SkuListShape = listOf('Sku', SkuShape)

export function skuToWire({ sku }: SkuOnSale, { prefix, suffix }: Shelf): Shaped<typeof SkuShape> {
  const { transitionTargets: _, id, productId, title, description, ...rest } = sku
  const self = `${prefix}/products/${productId}/skus/${id}`
  return {
    ...{ id, productId, title, description, ...rest },
    links: { availabilities: link(`${self}/availabilities${suffix}`), self: link(`${self}${suffix}`) },
  }
}

const TermShape = shape('AvailabilityTerm', () =>
  z.strictObject({
    id: z.string().optional(),
    duration: z.string().meta({ description: 'P1M, P1Y or P3Y' }),
    description: z.string(),
    billingCycle: z.string().meta({ description: 'In PascalCase, as only here' }),
    cancellationPolicies: z.array(
      z.strictObject({
        refundOptions: z.array(
          z.strictObject({
            sequenceId: z.int(),
            type: z.string().meta({ description: 'Full or Partial' }),
            expiresAfter: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
)

export const AvailabilityShape = shape('Availability', () =>
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
    renewalInstructions: z
      .array(
        z.strictObject({
          applicableTermIds: z.array(z.string()),
          renewalOptions: z.array(
            z.strictObject({ renewToId: z.string().optional(), isAutoRenewable: z.boolean().optional() }),
          ),
        }),
      )
      .optional(),
    terms: z.array(TermShape()).optional(),
    product: ProductShape(),
    sku: SkuShape(),
    links: selfLinks(),
  }),
)

export const AvailabilityListShape = listOf('Availability', AvailabilityShape)

/** An availability within what it is of: clients ask its sku for quantities and cycles before they order. */
export function availabilityToWire(
  availability: Availability,
  onSale: SkuOnSale,
  shelf: Shelf,
): Shaped<typeof AvailabilityShape> {
  const { prefix, suffix } = shelf
  const { id, productId, skuId, catalogItemId, defaultCurrency, segment, country, isPurchasable } = availability
  const { isRenewable, renewalInstructions, terms } = availability
  return {
    ...{ id, productId, skuId, catalogItemId, defaultCurrency, segment, country, isPurchasable },
    ...(terms && { isRenewable }),
    ...(renewalInstructions && { renewalInstructions: renewalInstructions.map(renewalToWire) }),
    ...(terms && { terms: terms.map(termToWire) }),
    product: productToWire(onSale.product, shelf),
    sku: skuToWire(onSale, shelf),
    links: { self: link(`${prefix}/products/${productId}/skus/${skuId}/availabilities/${id}${suffix}`) },
  }
}

function renewalToWire({ applicableTermIds, renewalOptions }: RenewalInstruction) {
  return {
    applicableTermIds,
    renewalOptions: renewalOptions.map((option) => only(option, ['renewToId', 'isAutoRenewable'])),
  }
}

function termToWire({ id, duration, description, billingCycle, ...term }: Term): Shaped<typeof TermShape> {
  const usual: CancellationPolicy[] = [{ refundOptions: [{ type: 'Full', expiresAfter: `P${term.refundDays}D` }] }]
  const { cancellationPolicies = usual } = term
  return {
    ...(id !== undefined && { id }),
    duration,
    description,
    billingCycle: pascal(billingCycle),
    cancellationPolicies: cancellationPolicies.map(({ refundOptions }) => ({
      refundOptions: refundOptions.map(({ sequenceId, type, expiresAfter }, index) => ({
        sequenceId: sequenceId ?? index,
        type,
        ...(expiresAfter !== undefined && { expiresAfter }),
      })),
    })),
  }
}

// Terms are the one place where newer commerce writes a billing cycle with a capital (field report).
const pascal = (cycle: BillingCycle): string =>
  cycle.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
