// npm run catalogue -- FILE: loads offers or products into the catalogue of the service that is running here, or of the storage
// that AzureWebJobsStorage names. FILE is Partner Center's answer to GET /v1/offers, or to GET /v1/products with the answers of
// their skus and of those' availabilities inside, as local/catalogue/products.json has them.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TableClient } from '@azure/data-tables'
import * as z from 'zod'
import { defaultFolder, findRunning } from '../local/running.ts'
import { catalogKeys } from '../shared/command/tables.ts'
import type { Offer } from '../shared/domain/catalog/offer.ts'
import type { SkuOnSale } from '../shared/domain/catalog/product.ts'
import { offerFromWire, WireOffer } from '../shared/wire/catalog/offer.ts'
import { skusFromWire, WireProduct } from '../shared/wire/catalog/product.ts'

const batch = 100

/** Puts the offers or products of a file into the catalogue, over those with the same id and market. Gives how many. */
export async function loadCatalogue(
  file: string,
  { connectionString }: { readonly connectionString: string },
): Promise<number> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  const items = Items.parse(JSON.parse(text))
  const client = TableClient.fromConnectionString(connectionString, 'catalog', { allowInsecureConnection: true })
  const byMarket = Map.groupBy(items.flatMap(rowsOf), ({ partitionKey }) => partitionKey)
  for (const ofMarket of byMarket.values())
    for (let index = 0; index < ofMarket.length; index += batch)
      await client.submitTransaction(
        ofMarket.slice(index, index + batch).map((row) => ['upsert', { ...row }, 'Replace']),
      )
  return items.length
}

const Item = z.looseObject({ productType: z.unknown().optional() })
/** A catalogue file: the whole answer of GET offers or GET products, or its items alone. */
const Items = z.union([z.object({ items: z.array(Item) }).transform(({ items }) => items), z.array(Item)])

/** An offer is one row, a product one for each of its skus. */
function rowsOf(item: z.infer<typeof Item>) {
  if (item.productType === undefined) {
    const offer = offerFromWire(WireOffer.parse(item))
    return [toRow(offer.country, catalogKeys.offer(offer.id), offer)]
  }
  return skusFromWire(WireProduct.parse(item)).map(([market, onSale]) =>
    toRow(market, catalogKeys.sku(onSale.product.id, onSale.sku.id), onSale),
  )
}

const toRow = (partitionKey: string, rowKey: string, value: Offer | SkuOnSale) => ({
  partitionKey,
  rowKey,
  value: JSON.stringify(value),
})

async function main(): Promise<void> {
  const [file] = process.argv.slice(2)
  if (!file) throw new Error('Usage: npm run catalogue -- FILE')
  const connectionString = process.env.AzureWebJobsStorage ?? (await findRunning(defaultFolder))?.connectionString
  if (!connectionString)
    throw new Error('Nothing is running here. Start it with "npm start", or set AzureWebJobsStorage.')
  console.log(
    `${await loadCatalogue(resolve(file), { connectionString })} items loaded. They are sold from within 5 minutes.`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
