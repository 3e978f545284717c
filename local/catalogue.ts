// npm run catalogue -- FILE: loads offers into the catalogue of the service that is running here, or of the storage that
// AzureWebJobsStorage names. FILE is Partner Center's GET /v1/offers answer.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TableClient } from '@azure/data-tables'
import { offerKey } from '../shared/domain/offer.ts'
import { offerFromWire, WireCatalogue } from '../shared/wire/offer.ts'
import { defaultFolder, findRunning } from './running.ts'

const batch = 100

/** Puts the offers of a file into the catalogue, over those with the same id and market. Gives how many. */
export async function loadCatalogue(
  file: string,
  { connectionString }: { readonly connectionString: string },
): Promise<number> {
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '')
  const offers = WireCatalogue.parse(JSON.parse(text)).map(offerFromWire)
  const client = TableClient.fromConnectionString(connectionString, 'catalog', { allowInsecureConnection: true })
  const byMarket = Map.groupBy(offers, ({ country }) => country)
  for (const [market, ofMarket] of byMarket) {
    for (let index = 0; index < ofMarket.length; index += batch) {
      const part = ofMarket.slice(index, index + batch)
      await client.submitTransaction(
        part.map((offer) => [
          'upsert',
          { partitionKey: market, rowKey: offerKey(offer.id), value: JSON.stringify(offer) },
          'Replace',
        ]),
      )
    }
  }
  return offers.length
}

async function main(): Promise<void> {
  const [file] = process.argv.slice(2)
  if (!file) throw new Error('Usage: npm run catalogue -- FILE')
  const connectionString = process.env.AzureWebJobsStorage ?? (await findRunning(defaultFolder))?.connectionString
  if (!connectionString)
    throw new Error('Nothing is running here. Start it with "npm start", or set AzureWebJobsStorage.')
  console.log(
    `${await loadCatalogue(resolve(file), { connectionString })} offers loaded. They are sold from within 5 minutes.`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
