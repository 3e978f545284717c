import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { tableNames } from '../../../shared/azure/storage-names.ts'
import {
  AccountRoot,
  encode,
  keys,
  Reservation,
  resellerViewPartition,
  uniqueKeys,
} from '../../../shared/command/tables.ts'
import { type Catalogue, Offer, offerKey } from '../../../shared/domain/catalog/offer.ts'
import { ResellerView, resellerViewOf } from '../../../shared/domain/partnerships/partnership.ts'
import { offerFromWire, WireOffer } from '../../../shared/wire/catalog/offer.ts'
import type { Account } from '../table-server/account.ts'
import { joinKey, nextStamp, type Rows } from '../table-server/rows.ts'
import * as seeded from './customer.ts'
import { partnership, provider, reseller, seedTime } from './parties.ts'
import { providerRows } from './provider-rows.ts'
import { SeededRow } from './seeded-row.ts'

const catalogueFile = join(import.meta.dirname, '..', '..', '..', 'local', 'catalogue', 'offers.json')

/**
 * Fills an account with a provider that has so many customers, its reseller and the catalogue, straight into memory and in
 * the layout of shared/command/tables.ts. Each row is what the domain makes of the commands that led to it.
 */
export async function seed(account: Account, customers: number): Promise<void> {
  const rowsOf = Object.fromEntries(tableNames.map((name) => [name, account.tables.create(name)]))
  const { providers, uniq, catalog } = rowsOf
  if (!providers || !uniq || !catalog) throw new Error('the account was seeded before')
  const offers = await readOffers()
  for (const offer of offers) put(catalog, Offer, offer.country, offerKey(offer.id), offer)
  const american = offers.filter(({ country }) => country === 'US')
  const catalogue: Catalogue = new Map(american.map((offer) => [offerKey(offer.id), offer]))

  for (const [row, entity] of providerRows(customers, catalogue))
    providers.set(joinKey({ partition: provider.partnerId, row }), entity)
  const resellerId = reseller.partnerId
  put(providers, AccountRoot, resellerId, keys.account(resellerId), { kind: 'live', version: 1, account: reseller })
  const view = resellerViewOf(partnership, provider, 1)
  put(providers, ResellerView, resellerViewPartition(resellerId), provider.partnerId, view)
  for (let index = 0; index < customers; index++) {
    const key = uniqueKeys.domain(seeded.domainOf(index))
    uniq.set(joinKey({ partition: key, row: key }), new SeededRow(reservationValue, index))
  }
}

function reservationValue(index: number): Reservation {
  const { partnerId: providerId } = provider
  return Reservation.parse({
    providerId,
    ownerId: seeded.customerIdOf(index),
    at: new Date(seedTime).toISOString(),
  })
}

async function readOffers(): Promise<Offer[]> {
  const { items } = z.object({ items: z.array(WireOffer) }).parse(JSON.parse(await readFile(catalogueFile, 'utf8')))
  return items.map(offerFromWire)
}

function put<Schema extends Parameters<typeof encode>[0]>(
  rows: Rows,
  schema: Schema,
  partition: string,
  row: string,
  value: Parameters<typeof encode<Schema>>[3],
): void {
  const properties = { value: JSON.stringify(encode(schema, partition, row, value).value) }
  rows.set(joinKey({ partition, row }), { stamp: nextStamp(), properties })
}
