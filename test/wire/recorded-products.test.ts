import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../infra/catalogue.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aProvider, must } from '../support/given.ts'
import { hasRecordings, recordedBody } from './recording.ts'

await importAllSteps()

describe.runIf(hasRecordings)('newer commerce as the live service was recorded to give it', () => {
  const { admin } = aProvider()
  const get = async (path: string) => must(await call('GET', `/v1${path}`, { as: admin }), 200).body
  // A market of its own: the recorded products would displace those of other tests.
  const recorded = (name: string) =>
    JSON.parse(
      JSON.stringify(recordedBody(`PowerShell.Tests/${name}.json`))
        .replaceAll('"country":"US"', '"country":"LI"')
        .replaceAll('country=US', 'country=LI'),
    )

  test('a product, its skus and an availability: loaded as the catalogue, ours are the same to the letter', async () => {
    const [product, skus, availabilities] = ['GetProductByProductId', 'GetProductSku', 'GetProductAvailability'].map(
      recorded,
    )
    const items = [
      {
        ...product,
        skus: skus.items.map((sku: { id: string }) => ({
          ...sku,
          availabilities: availabilities.items.map((one: { skuId: string }) => ({ ...one, skuId: sku.id })),
        })),
      },
    ]
    const file = join(await mkdtemp(join(tmpdir(), 'twotier-')), 'products.json')
    await writeFile(file, JSON.stringify({ totalCount: 1, items }))
    await loadCatalogue(file, { connectionString: process.env.AzureWebJobsStorage ?? '' })

    const path = `/products/${product.id}`
    expect(await get(`${path}?country=LI`)).toEqual(product)
    expect(await get(`${path}/skus?country=LI`)).toEqual(skus)
    // The recording is older than the two objects that the documentation shows in an availability.
    const within = { product, sku: skus.items.find(({ id }: { id: string }) => id === '00FF') }
    expect(await get(`${path}/skus/00FF/availabilities?country=LI`)).toEqual({
      ...availabilities,
      items: availabilities.items.map((one: object) => ({ ...one, ...within })),
    })
    const one = recorded('GetProductAvailabilityById')
    expect(await get(`${path}/skus/00FF/availabilities/${one.id}?country=LI`)).toEqual({ ...one, ...within })
    const { items: listed } = await get('/products?country=LI&targetView=Azure')
    const known = recorded('GetProduct').items.find(({ id }: { id: string }) => id === product.id)
    expect(listed).toEqual([known])
  })
})
