import { settings } from '../../azure/settings.ts'
import { range, read } from '../../azure/store.ts'
import { Kept } from '../../command/kept.ts'
import { CatalogueVersion, catalogKeys, decode, decodeIfAny } from '../../command/tables.ts'
import { type Catalogue, Offer, offerIn, offerKey } from '../../domain/catalog/offer.ts'
import {
  type Assortment,
  isFor,
  isItemId,
  itemsOf,
  narrowed,
  type Segment,
  SkuOnSale,
} from '../../domain/catalog/product.ts'
import { isAvailable } from '../../domain/cloud.ts'
import type { Customer } from '../../domain/customers/customer.ts'
import { isEligible } from '../../domain/customers/qualification.ts'
import { Fault } from '../../domain/fault.ts'

/** What is sold in a country: licence offers, newer commerce, and both as orders look for them. */
interface Market {
  readonly offers: Catalogue
  readonly assortment: Assortment
  readonly catalogue: Catalogue
}

const kept = new Kept<Promise<Market>>({ ms: 300_000, atMost: 300 })

/** Markets as they were read: good as long as their version is. What was loaded without giving one is noticed within the hour. */
const lastRead = new Kept<{ readonly version: string | undefined; readonly market: Market }>({
  ms: 3_600_000,
  atMost: 300,
})

/** A market, kept in memory for five minutes: prices and offers change monthly, orders come all day. */
function marketOf(country: string): Promise<Market> {
  const known = kept.get(country)
  if (known) return known.value
  const market = kept.set(country, loadMarket(country))
  market.catch(() => kept.delete(country))
  return market
}

async function loadMarket(country: string): Promise<Market> {
  const before = lastRead.get(country)?.value
  // Read before the rows, never beside them: older rows must not be kept under a newer version. The first time nobody waits for it.
  const version = before && (await versionOf(country))
  if (before && version !== undefined && version === before.version) return before.market
  const market = await readMarket(country)
  lastRead.set(country, { version, market })
  return market
}

/** The version of a market; absent where it was loaded before there were any. */
async function versionOf(country: string): Promise<string | undefined> {
  const row = await read('catalog', catalogKeys.versions(), country)
  return decodeIfAny(CatalogueVersion, row)?.version
}

async function readMarket(country: string): Promise<Market> {
  const rows = await range('catalog', country, { from: '', to: '~' })
  const [ofProducts, ofOffers] = [true, false].map((wanted) =>
    rows.filter(({ key }) => key.startsWith(catalogKeys.skus()) === wanted),
  )
  const sorted = (ofOffers ?? []).map((row) => decode(Offer, row)).sort((one, other) => one.rank - other.rank)
  const offers = new Map(sorted.map((offer) => [offerKey(offer.id), offer]))
  const assortment = (ofProducts ?? []).map((row) => decode(SkuOnSale, row))
  return { offers, assortment, catalogue: new Map([...offers, ...itemsOf(assortment)]) }
}

/** What a sale in a market is decided on, beside the customer: what can be ordered, and whether this cloud demands an agreement. */
export async function termsOfSale(country: string) {
  return { catalogue: await catalogueOf(country), agreementRequired: isAvailable('agreements', settings.cloud) }
}

/** Everything that can be ordered in a market. */
export async function catalogueOf(country: string): Promise<Catalogue> {
  return (await marketOf(country)).catalogue
}

/** The licence offers of a market. */
export async function offersOf(country: string): Promise<Catalogue> {
  return (await marketOf(country)).offers
}

/** The licence offers a customer can have: those of its market that its qualifications allow. */
export async function customerCatalogueOf(customer: Customer): Promise<Catalogue> {
  const market = await offersOf(customer.address.country)
  return new Map([...market].filter(([, offer]) => isEligible(offer, customer)))
}

/** The newer commerce of a market, or what of it is for a segment. */
export async function assortmentOf(country: string, segment?: Segment): Promise<Assortment> {
  const { assortment } = await marketOf(country)
  return segment ? narrowed(assortment, (one) => one.segment.toLowerCase() === segment) : assortment
}

/** The newer commerce that a customer can have. */
export async function customerAssortmentOf(customer: Customer, segment?: Segment): Promise<Assortment> {
  return narrowed(await assortmentOf(customer.address.country, segment), isFor(customer))
}

/** @throws {Fault} offerNotFound, offerIsProduct */
export async function offerOf(country: string, offerId: string): Promise<Offer> {
  if (isItemId(offerId)) throw new Fault('offerIsProduct', { field: 'offerId', offerId })
  return offerIn(await offersOf(country), offerId, country)
}
