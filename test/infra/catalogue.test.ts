import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TableClient } from '@azure/data-tables'
import { afterAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { loadCatalogue } from '../../infra/catalogue.ts'
import { itemsIn } from '../../infra/catalogue-file.ts'

const connectionString = process.env.AzureWebJobsStorage ?? ''
const table = TableClient.fromConnectionString(connectionString, 'catalog', { allowInsecureConnection: true })
const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
afterAll(() => rmSync(folder, { recursive: true }))

const Items = z.object({ items: z.array(z.looseObject({})) })
const itemsOf = (file: string) =>
  Items.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../local/catalogue', file), 'utf8'))).items
const [offer = {}] = itemsOf('offers.json')
const [product = {}] = itemsOf('products.json')

let files = 0
function fileOf(content: unknown): string {
  const file = join(folder, String(files++))
  writeFileSync(file, content instanceof Uint8Array || typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const load = (content: unknown) => loadCatalogue(fileOf(content), { connectionString })
const problemsOf = (content: unknown) => load(content).then(String, (error: Error) => error.message)
const offers = (market: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...offer, id: `OFFER-${index}`, country: market }))
async function keysOf(market: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { rowKey = '' } of table.listEntities({ queryOptions: { filter: `PartitionKey eq '${market}'` } }))
    keys.push(rowKey)
  return keys
}

describe('a file is read whatever it was saved as', () => {
  const text = JSON.stringify({ totalCount: 1, items: [{ ...offer, name: 'Büro 中国' }] })
  const swapped = (bytes: Buffer) => bytes.swap16()

  test.for([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark, as Windows PowerShell writes it', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['blanks before it', Buffer.from(` \r\n${text}`)],
  ] as const)('%s', async ([, bytes]) => {
    const items: unknown[] = []
    for await (const item of itemsIn(fileOf(bytes))) items.push(item)

    expect(items).toEqual([{ ...offer, name: 'Büro 中国' }])
  })

  test.for([
    ['Latin-1', Buffer.from(text, 'latin1'), /UTF-8/],
    ['UTF-8 that ends within a character', Buffer.from(`${text}ü`).subarray(0, -1), /UTF-8/],
    ['a price list', Buffer.from('ProductTitle,ProductId\nMicrosoft 365 E3,CFQ7TTC0LF8Q\n'), /CSV.*GET \/v1\/offers/],
    ['JSON that ends too early', Buffer.from(text.slice(0, -5)), /JSON/],
    ['JSON of something else', Buffer.from('{"offers":[]}'), /no items/],
    ['nothing', Buffer.from(''), /JSON/],
    ['an empty list', Buffer.from('[]'), /no items/],
  ] as const)('%s is refused, with the reason', async ([, bytes, reason]) => {
    expect(await problemsOf(bytes)).toMatch(reason)
  })
})

describe('a file is checked whole before the first row is written', () => {
  test('each problem names item and field, and nothing is loaded', async () => {
    const items: object[] = offers('QA', 220)
    items[120] = { ...items[120], description: 'x'.repeat(40_000) }
    items[150] = { ...items[150], name: undefined }
    items[200] = { ...items[200], minimumQuantity: 'one', billing: null }
    items[201] = { ...items[201], minimumQuantity: 10, maximumQuantity: 1 }
    items[202] = items[0] ?? {}

    expect((await problemsOf(items)).split('\n')).toEqual([
      'Nothing was loaded.',
      expect.stringMatching(/^Item 121 \(OFFER-120\): description .*20000/),
      expect.stringMatching(/^Item 151 \(OFFER-150\): name /),
      expect.stringMatching(/^Item 201 \(OFFER-200\): minimumQuantity /),
      expect.stringMatching(/^Item 201 \(OFFER-200\): billing /),
      expect.stringMatching(/^Item 202 \(OFFER-201\): minimumQuantity .*1 or less/),
      'Item 203 (OFFER-0): id: item 1 has it already.',
    ])
    expect(await keysOf('QA')).toEqual([])
  })

  test('twenty problems are told', async () => {
    const items = offers('QA', 30).map((one) => ({ ...one, name: '' }))

    expect((await problemsOf(items)).split('\n')).toHaveLength(21)
  })

  test.for([
    ['a minimum above its maximum', { minimumQuantity: 5, maximumQuantity: 4 }, /Item 1 .*skus\[0\]\.minimumQuantity/],
    ['an id that cannot be in an address', { id: 'a/b' }, /Item 1 .*skus\[0\]\.id/],
    ['a row that is too long', { dynamicAttributes: { text: 'x'.repeat(32_000) } }, /Item 1 .*item .*32000/],
  ] as const)('a sku of a product with %s', async ([, change, reason]) => {
    const [sku] = z.array(z.looseObject({})).parse(product.skus)

    expect(await problemsOf([{ ...product, skus: [{ ...sku, ...change }] }])).toMatch(reason)
  })
})

test('what is right is loaded, in transactions of one market each', async () => {
  const items = [...offers('QB', 101), ...offers('qc', 3), ...offers('QB', 130).slice(101)]

  expect(await load(items)).toBe(133)
  expect(await keysOf('QB')).toHaveLength(130)
  expect(await keysOf('QC')).toHaveLength(3)
})

test('of a long file no more than a part is held', async () => {
  const one = JSON.stringify({ text: 'x'.repeat(10_000) })
  const file = fileOf(`[${Array.from({ length: 2000 }, () => one).join(',')}]`)
  let count = 0
  let most = 0
  for await (const _ of itemsIn(file)) {
    if (count++ % 200 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers)
  }

  expect(count).toBe(2000)
  expect(most).toBeLessThan(20_000_000)
})
