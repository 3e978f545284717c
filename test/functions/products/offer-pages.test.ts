import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../infra/catalogue.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aProvider, givenCustomer, must } from '../../support/given.ts'

interface Part {
  readonly totalCount: number
  readonly items: readonly { readonly id: string }[]
  readonly links: Readonly<Record<string, { readonly uri: string } | undefined>>
}

const e1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239'
const { admin } = aProvider()
const get = async (path: string): Promise<Part> => must(await call('GET', `/v1${path}`, { as: admin }), 200).body
const idsOf = ({ items }: Part): readonly string[] => items.map(({ id }) => id)

/** As the enumerators of the SDKs go through a list: by one of its links, until there is none. */
async function walk(from: string, way: 'next' | 'previous'): Promise<readonly Part[]> {
  const parts = [await get(from)]
  for (let link = parts[0]?.links[way]; link; link = parts.at(-1)?.links[way]) parts.push(await get(link.uri))
  return parts
}

await importAllSteps()
beforeAll(async () => {
  const connection = { connectionString: process.env.AzureWebJobsStorage ?? '' }
  const { items } = JSON.parse(await readFile('local/catalogue/offers.json', 'utf8'))
  const many = Array.from({ length: 1_001 }, (_, rank) => ({ ...items[0], id: `MANY-${rank}`, country: 'MT', rank }))
  const file = join(await mkdtemp(join(tmpdir(), 'twotier-')), 'many.json')
  await writeFile(file, JSON.stringify({ totalCount: many.length, items: many }))
  await loadCatalogue(file, connection)
})

describe('a list of offers is gone through by its links', () => {
  const lists: readonly (readonly [string, () => Promise<string>])[] = [
    ['list-offers', async () => '/offers?country=US'],
    ['list-offers of a category', async () => '/offers?country=US&offer_category_id=Enterprise_Key'],
    ['list-offer-addons', async () => `/offers/${e1}/addons?country=US`],
    ['list-customer-offers', async () => `/customers/${(await givenCustomer(admin)).id}/offers`],
  ]

  test.each(lists)('%s: there and back, each offer once', async (_, pathOf) => {
    const path = await pathOf()
    const all = await get(path)
    const sized = (size: number, offset = 0) => `${path}${path.includes('?') ? '&' : '?'}Offset=${offset}&size=${size}`
    const there = await walk(sized(2), 'next')
    const back = await walk(sized(2, all.totalCount - 1), 'previous')

    expect(all.totalCount).toBeGreaterThan(1)
    expect(all.links).toEqual({ self: all.links.self })
    expect(there).toHaveLength(Math.ceil(all.totalCount / 2))
    expect(there.flatMap(idsOf)).toEqual(idsOf(all))
    expect(there.slice(1).every(({ links }) => links.previous)).toBe(true)
    expect([...back].reverse().flatMap(idsOf)).toEqual(idsOf(all))
  })

  test('without a size, or with a larger one, a part holds a thousand', async () => {
    for (const size of ['', '&size=0', '&size=5000']) {
      const parts = await walk(`/offers?country=MT${size}`, 'next')
      expect(parts.map(({ totalCount }) => totalCount)).toEqual([1_000, 1])
      expect(parts.flatMap(idsOf)).toHaveLength(1_001)
    }
  })

  test('behind the end there is nothing, but a way back', async () => {
    const { items, links } = await get('/offers?country=MT&offset=5000&size=10')

    expect([items, links.next]).toEqual([[], undefined])
    expect(idsOf(await get(links.previous?.uri ?? ''))).toEqual(
      Array.from({ length: 10 }, (_, index) => `MANY-${991 + index}`),
    )
  })
})
