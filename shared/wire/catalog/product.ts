import * as z from 'zod'
import { type BillingCycle, billingCycles, type Term } from '../../domain/catalog/offer.ts'
import {
  Availability,
  isInView,
  Product,
  productsIn,
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
import { type Shaped, shape } from '../shape.ts'
import { longestDescription } from './offer.ts'

const RefundOption = z.object({ type: z.string(), expiresAfter: z.string().optional() })

/** Partner Center takes a subscription back for seven days, unless the term says otherwise. */
const usualRefundDays = 7

const WireTerm = z
  .object({
    duration: z.string(),
    billingCycle: wireEnum(billingCycles),
    description: z.string().optional(),
    cancellationPolicies: z.array(z.object({ refundOptions: z.array(RefundOption) })).optional(),
  })
  .transform(({ cancellationPolicies = [], description = '', ...term }): Term => {
    const whole = cancellationPolicies.flatMap(({ refundOptions }) => refundOptions).find(({ type }) => type === 'Full')
    const days = /^P(\d+)D$/.exec(whole?.expiresAfter ?? '')?.[1]
    return { ...term, description, refundDays: days === undefined ? usualRefundDays : Number(days) }
  })

const WireAvailability = Availability.extend({ terms: z.array(WireTerm).optional() })
const texts = { title: line({ min: 1, max: 500 }), description: lines({ max: longestDescription }).default('') }
const WireSku = Sku.extend({
  ...texts,
  supportedBillingCycles: z.array(wireEnum(billingCycles)),
  availabilities: z.array(WireAvailability),
})

/** A product as a catalogue file holds it: Partner Center's own answer, with those of its skus and availabilities inside. */
export const WireProduct = Product.extend({ ...texts, skus: z.array(WireSku) })

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

/** None of these has attributes (recorded). */
export const ProductShape = shape('Product', () =>
  z.strictObject({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    productType: z.strictObject({ id: z.string(), displayName: z.string() }),
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
  const { id, productId, skuId, catalogItemId, defaultCurrency, segment, country, isPurchasable, isRenewable, terms } =
    availability
  return {
    ...{ id, productId, skuId, catalogItemId, defaultCurrency, segment, country, isPurchasable },
    ...(terms && { isRenewable, terms: terms.map(termToWire) }),
    product: productToWire(onSale.product, shelf),
    sku: skuToWire(onSale, shelf),
    links: { self: link(`${prefix}/products/${productId}/skus/${skuId}/availabilities/${id}${suffix}`) },
  }
}

function termToWire({ duration, description, billingCycle, refundDays }: Term): Shaped<typeof TermShape> {
  return {
    duration,
    description,
    billingCycle: pascal(billingCycle),
    cancellationPolicies: [{ refundOptions: [{ sequenceId: 0, type: 'Full', expiresAfter: `P${refundDays}D` }] }],
  }
}

// Terms are the one place where newer commerce writes a billing cycle with a capital (field report).
const pascal = (cycle: BillingCycle): string =>
  cycle.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
