import type { Customer } from '../domain/customer.ts'
import { Fault } from '../domain/fault.ts'
import { type Catalogue, Offer, offerKey } from '../domain/offer.ts'
import { isEligible } from '../domain/qualification.ts'
import { range } from './store.ts'
import { decode } from './tables.ts'

const keptMs = 300_000
const kept = new Map<string, { readonly catalogue: Promise<Catalogue>; readonly until: number }>()

/** The offers of a market, kept in memory for five minutes: prices and offers change monthly, orders come all day. */
export function catalogueOf(country: string): Promise<Catalogue> {
  const known = kept.get(country)
  if (known && known.until > Date.now()) return known.catalogue
  const catalogue = loadMarket(country)
  kept.set(country, { catalogue, until: Date.now() + keptMs })
  catalogue.catch(() => kept.delete(country))
  return catalogue
}

async function loadMarket(country: string): Promise<Catalogue> {
  const rows = await range('catalog', country, { from: '', to: '~' })
  const offers = rows.map((row) => decode(Offer, row)).sort((one, other) => one.rank - other.rank)
  return new Map(offers.map((offer) => [offerKey(offer.id), offer]))
}

/** The offers a customer can have: those of its market that its qualifications allow. */
export async function customerCatalogueOf(customer: Customer): Promise<Catalogue> {
  const market = await catalogueOf(customer.address.country)
  return new Map([...market].filter(([, offer]) => isEligible(offer, customer)))
}

/** @throws {Fault} offerNotFound */
export async function offerOf(country: string, offerId: string): Promise<Offer> {
  const offer = (await catalogueOf(country)).get(offerKey(offerId))
  if (!offer) throw new Fault('offerNotFound', { field: 'offerId', offerId, country })
  return offer
}
