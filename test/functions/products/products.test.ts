import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenCustomer, givenPartnership, must } from '../../support/given.ts'

await importAllSteps()
const premium = 'CFQ7TTC0LCHC'
const e3 = 'CFQ7TTC0LFLX'
const { admin } = aProvider()
const read = async (path: string, as: Person = admin) => must(await call('GET', `/v1/${path}`, { as }), 200).body
const idsOf = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id)

interface Sku {
  readonly id: string
  readonly productId: string
  readonly supportedBillingCycles: readonly string[]
}
interface Term {
  readonly duration: string
  readonly billingCycle: string
}
interface Item {
  readonly terms?: readonly Term[]
}

describe('list-products, get-product, list-skus, get-sku, list-availabilities and get-availability', () => {
  test('lead from a product to what can be ordered, by their links', async () => {
    const products = await read('products?country=US&targetView=OnlineServices')
    const product = products.items.find(({ id }: { id: string }) => id === premium)
    const skus = await read(product.links.skus.uri.slice(1))
    const availabilities = await read(skus.items[0].links.availabilities.uri.slice(1))
    const [availability] = availabilities.items

    expect(product).toEqual({
      id: premium,
      title: 'Microsoft 365 Business Premium',
      description: expect.any(String),
      productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
      isMicrosoftProduct: true,
      publisherName: 'Microsoft Corporation',
      links: {
        skus: { uri: `/products/${premium}/skus?country=US`, method: 'GET', headers: [] },
        self: { uri: `/products/${premium}?country=US`, method: 'GET', headers: [] },
      },
    })
    expect(skus.items).toMatchObject([
      { id: '0002', minimumQuantity: 1, maximumQuantity: 300, isTrial: false },
      { id: '000K', minimumQuantity: 25, maximumQuantity: 25, isTrial: true },
    ])
    expect(availability).toMatchObject({
      catalogItemId: `${premium}:0002:${availability.id}`,
      segment: 'commercial',
      country: 'US',
      defaultCurrency: { code: 'USD', symbol: '$' },
    })
    expect(availability).toMatchObject({ product, sku: skus.items[0] })
    expect(availability.terms[0]).toMatchObject({ duration: 'P1M', billingCycle: 'Monthly' })
    for (const one of [product, skus.items[0], availability])
      expect(await read(one.links.self.uri.slice(1))).toEqual(one)
  })

  test.each([
    ['targetView=azure', ['DZH318Z0BPS6']],
    ['targetView=MicrosoftAzure', ['DZH318Z0BPS6']],
    ['targetView=SaaS', []],
    ['targetView=AzureReservationsVM', []],
    ['targetView=AzureReservationsSQL', []],
    ['targetView=AzureReservationsCosmosDb', []],
    ['targetView=SoftwareSUSELinux', []],
    ['targetView=SpecializedOffers', []],
    ['targetView=MarketplaceSaaS', []],
    ['targetView=OnlineServices&targetSegment=Education', [e3]],
  ])('%s', async (query, ids) => {
    expect(idsOf(await read(`products?country=GB&${query}`))).toEqual(ids)
  })

  test('a segment narrows skus and availabilities too', async () => {
    expect(idsOf(await read(`products/${e3}/skus?country=US&targetSegment=education`))).toEqual(['000E'])
    expect((await read(`products/${e3.toLowerCase()}/skus/0001/availabilities?country=US`)).totalCount).toBe(1)
  })

  test.each([
    ['products?country=US', 400, 2000],
    ['products?targetView=Azure', 400, 2000],
    ['products?country=US&targetView=Everything', 400, 2000],
    ['products/NONE?country=US', 404, 400013],
    [`products/${premium}?country=FR`, 404, 400013],
    [`products/${premium}/skus?country=US&targetSegment=education`, 404, 400013],
    [`products/${premium}/skus/9999?country=US`, 404, 400018],
    [`products/${premium}/skus/9999/availabilities?country=US`, 404, 400018],
    [`products/${premium}/skus/0002/availabilities/NONE?country=US`, 404, 400019],
    [`offers/${premium}?country=US`, 400, 2100],
    [`offers/${premium}:0002:CFQ7TTC0B900/addons?country=US`, 400, 2100],
  ])('GET /v1/%s is %d %d', async (path, status, code) => {
    expect(await call('GET', `/v1/${path}`, { as: admin })).toMatchObject({ status, body: { code } })
  })

  test('what ships knows no billing cycle that a client of Partner Center does not', async () => {
    const classic = ['monthly', 'annual', 'none', 'one_time']
    const { items } = await read('products?country=US&targetView=OnlineServices')
    const skus = await Promise.all(items.map(({ id }: { id: string }) => read(`products/${id}/skus?country=US`)))
    const cycles = skus.flatMap((one) => one.items.flatMap((sku: Sku) => sku.supportedBillingCycles))
    const paths = skus.flatMap((one) => one.items.map(({ productId, id }: Sku) => `products/${productId}/skus/${id}`))
    const availabilities = await Promise.all(paths.map((path) => read(`${path}/availabilities?country=US`)))
    const terms = availabilities.flatMap((one) => one.items.flatMap((item: Item) => item.terms ?? []))

    expect([...new Set(cycles)].filter((cycle) => !classic.includes(cycle))).toEqual([])
    const ofTerms = terms.map(({ billingCycle }: Term) => billingCycle.toLowerCase())
    expect(ofTerms.filter((cycle) => !classic.includes(cycle))).toEqual([])
    expect(terms.some(({ duration }: Term) => duration === 'P3Y')).toBe(true)
  })

  test('products are not among the offers, and the other way round', async () => {
    const offers = await read('offers?country=US')

    expect(idsOf(offers).some((id) => id.includes(':'))).toBe(false)
    expect(offers.items.length).toBeGreaterThan(5)
    expect(idsOf(await read('products?country=US&targetView=OnlineServices'))).toHaveLength(6)
  })
})

describe('list-customer-products, get-customer-product, list-customer-skus, get-customer-sku, list-customer-availabilities and get-customer-availability', () => {
  test('show what the market and the qualifications of the customer allow, to its reseller too', async () => {
    const provider = aProvider().admin
    const reseller = await givenPartnership(provider)
    const { id } = await givenCustomer(provider, { associatedPartnerId: reseller.partner.partnerId })
    const path = `customers/${id}/products/${e3}`
    const skus = await read(`${path}/skus`, provider)

    expect(idsOf(skus)).toEqual(['0001'])
    expect(skus.items[0].links.self.uri).toBe(`/${path}/skus/0001`)
    must(
      await call('POST', `/v1/customers/${id}/qualifications`, { as: provider, body: { qualification: 'education' } }),
      201,
    )
    expect(idsOf(await read(`${path}/skus`, reseller.admin))).toEqual(['0001', '000E'])
    const [availability] = (await read(`${path}/skus/000E/availabilities`, provider)).items
    expect(await read(`${path}/skus/000E/availabilities/${availability.id}`, provider)).toEqual(availability)
    expect(availability.product).toEqual(await read(path, provider))
    expect(availability.sku).toEqual(await read(`${path}/skus/000E`, provider))
    expect((await read(`${path}/skus/000E`, provider)).id).toBe('000E')
    expect((await read(path, provider)).id).toBe(e3)
    expect(idsOf(await read(`customers/${id}/products?targetView=Azure`, provider))).toEqual(['DZH318Z0BPS6'])
    expect(await call('GET', `/v1/${path}/skus/9999`, { as: provider })).toMatchObject({ status: 404 })
  })
})
