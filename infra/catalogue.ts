// npm run catalogue -- FILE: loads offers or products into the catalogue of the service that is running here, or of the storage
// that AzureWebJobsStorage names. FILE is Partner Center's answer to GET /v1/offers, or to GET /v1/products with the answers of
// their skus and of those' availabilities inside, as local/catalogue/products.json has them.
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { TableClient } from '@azure/data-tables'
import type * as z from 'zod'
import { defaultFolder, findRunning } from '../local/running.ts'
import { type CatalogueVersion, catalogKeys } from '../shared/command/tables.ts'
import type { Offer } from '../shared/domain/catalog/offer.ts'
import type { SkuOnSale } from '../shared/domain/catalog/product.ts'
import { Fault, type InputProblem, refuseInput } from '../shared/domain/fault.ts'
import { sentencesOf } from '../shared/text/sentences.ts'
import { offerFromWire, WireOffer } from '../shared/wire/catalog/offer.ts'
import { skusFromWire, WireProduct } from '../shared/wire/catalog/product.ts'
import { parseInput } from '../shared/wire/problems.ts'
import { itemsIn } from './catalogue-file.ts'

/** What one transaction takes: so many rows, of 4 MiB. */
const mostRows = 100
const mostCharacters = 1_500_000
/** A row holds 64 KiB in one string of two bytes a character. */
const longestRow = 32_000
const mostProblems = 20

interface CatalogueRow {
  readonly partitionKey: string
  readonly rowKey: string
  readonly value: string
}

/**
 * Puts the offers or products of a file into the catalogue, over those with the same id and market, and gives how many. The whole
 * file is read and checked before the first row is written.
 * @throws {Error} with up to twenty of the problems
 */
export async function loadCatalogue(
  file: string,
  { connectionString }: { readonly connectionString: string },
): Promise<number> {
  const count = await checkCatalogue(file)
  const client = TableClient.fromConnectionString(connectionString, 'catalog', { allowInsecureConnection: true })
  const markets = new Set<string>()
  const put = async (rows: readonly CatalogueRow[]) => {
    await client.submitTransaction(rows.map((row) => ['upsert', { ...row }, 'Replace']))
  }
  try {
    for await (const run of runsIn(file)) {
      for (const { partitionKey } of run) markets.add(partitionKey)
      await put(run)
    }
  } finally {
    // Behind all rows, and also behind those of a load that broke off: instances read them once more.
    const value = JSON.stringify({ version: randomUUID() } satisfies z.infer<typeof CatalogueVersion>)
    const versions = [...markets].map((rowKey) => ({ partitionKey: catalogKeys.versions(), rowKey, value }))
    for (let first = 0; first < versions.length; first += mostRows) await put(versions.slice(first, first + mostRows))
  }
  return count
}

async function checkCatalogue(file: string): Promise<number> {
  const problems: string[] = []
  const seen = new Map<string, number>()
  let number = 0
  for await (const item of itemsIn(file)) {
    number++
    problems.push(...problemsOf(item, number, seen))
    if (problems.length >= mostProblems) break
  }
  if (number === 0) problems.push('The file has no items.')
  if (problems.length > 0) throw new Error(['Nothing was loaded.', ...problems.slice(0, mostProblems)].join('\n'))
  return number
}

/** What is wrong with an item, one line a field, with its number in the file and its id. */
function problemsOf(item: unknown, number: number, seen: Map<string, number>): string[] {
  const say = (problem: string) => `Item ${number}${idOf(item)}: ${problem}`
  try {
    const rows = rowsOf(item)
    const earlier = rows.map(({ partitionKey, rowKey }) => {
      const key = `${partitionKey} ${rowKey}`
      const first = seen.get(key)
      seen.set(key, first ?? number)
      return first
    })
    return earlier.flatMap((first) => (first === undefined ? [] : [say(`id: item ${first} has it already.`)]))
  } catch (error) {
    if (error instanceof Fault) return error.problems.map((one: InputProblem) => say(sentencesOf([one], 'en')))
    throw error
  }
}

function idOf(item: unknown): string {
  const id: unknown = Object(item).id
  return typeof id === 'string' ? ` (${id.slice(0, 100)})` : ''
}

/** The rows of a file by market, as many at a time as one transaction takes. */
async function* runsIn(file: string): AsyncGenerator<readonly CatalogueRow[]> {
  const waiting = new Map<string, CatalogueRow[]>()
  for await (const item of itemsIn(file))
    for (const row of rowsOf(item)) {
      const run = waiting.get(row.partitionKey) ?? []
      if (isFull(run, row)) yield run.splice(0)
      run.push(row)
      waiting.set(row.partitionKey, run)
    }
  for (const run of waiting.values()) if (run.length > 0) yield run
}

function isFull(run: readonly CatalogueRow[], next: CatalogueRow): boolean {
  const characters = run.reduce((sum, { value }) => sum + value.length, next.value.length)
  return run.length === mostRows || characters > mostCharacters
}

/** An offer is one row, a product one for each of its skus. @throws {Fault} invalidInput */
function rowsOf(item: unknown): CatalogueRow[] {
  const isProduct = Object(item).productType !== undefined
  if (!isProduct) {
    const offer = offerFromWire(parseInput(WireOffer, item))
    return [toRow(offer.country, catalogKeys.offer(offer.id), offer)]
  }
  return skusFromWire(parseInput(WireProduct, item)).map(([market, onSale]) =>
    toRow(market, catalogKeys.sku(onSale.product.id, onSale.sku.id), onSale),
  )
}

function toRow(partitionKey: string, rowKey: string, content: Offer | SkuOnSale): CatalogueRow {
  const value = JSON.stringify(content)
  if (value.length > longestRow) refuseInput('item', 'tooLong', { maximum: longestRow })
  return { partitionKey, rowKey, value }
}

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
