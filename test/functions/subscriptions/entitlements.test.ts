import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { handler as showDocument } from '../../../functions/agreements/show-agreement-document.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, send } from '../../support/call.ts'
import { passTime, secondMs } from '../../support/clock.ts'
import { aProvider, givenReadyCustomer, must, template } from '../../support/given.ts'

await importAllSteps()
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const azure = 'DZH318Z0BPS6:0001:DZH318Z0A000'

async function givenOrder(admin: Person, id: string, offerId: string, quantity: number) {
  const body = { lineItems: [{ offerId, quantity }] }
  const { body: order } = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body }), 201)
  return { orderId: order.id as string, subscriptionId: order.lineItems[0].subscriptionId as string }
}

describe('what a customer has', () => {
  test('list-subscribed-skus counts licences by product, over all subscriptions', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const [first] = await Promise.all([givenOrder(admin, id, e3, 5), givenOrder(admin, id, azure, 1)])
    await givenOrder(admin, id, e3, 7)
    const path = `/v1/customers/${id}/subscriptions/${first.subscriptionId}`
    must(await call('PATCH', path, { as: admin, body: { status: 'suspended' } }), 200)

    const { items } = (await call('GET', `/v1/customers/${id}/subscribedskus`, { as: admin })).body

    expect(items).toMatchObject([
      {
        availableUnits: 7,
        activeUnits: 7,
        consumedUnits: 0,
        suspendedUnits: 5,
        totalUnits: 7,
        productSku: {
          id: '6FD2C87F-B296-42F0-B197-1E91E994B900',
          name: expect.any(String),
          skuPartNumber: expect.stringMatching(/^[A-Z0-9_]+$/),
          licenseGroupId: 'group1',
        },
        capabilityStatus: 'Enabled',
      },
    ])
    const others = `/v1/customers/${id}/subscribedskus?licenseGroupIds=group2`
    expect((await call('GET', others, { as: admin })).body.items).toEqual([])
  })

  test('licences of newer commerce have a GUID too, the same in every answer and at every customer', async () => {
    const { admin } = aProvider()
    const [first, second] = [await givenReadyCustomer(admin), await givenReadyCustomer(admin)]
    const offers = ['CFQ7TTC0LH18:0001:CFQ7TTC0BB00', 'CFQ7TTC0LCHC:0002:CFQ7TTC0B900']
    const skuIds = async ({ id }: { readonly id: string }) => {
      const [basic] = [
        await givenOrder(admin, id, offers[0] ?? '', 10),
        await givenOrder(admin, id, offers[1] ?? '', 10),
      ]
      const status = `/v1/customers/${id}/subscriptions/${basic?.subscriptionId}/provisioningstatus`
      const { items } = must(await call('GET', `/v1/customers/${id}/subscribedskus`, { as: admin }), 200).body
      const ids = items.map(({ productSku }: { readonly productSku: { readonly id: string } }) => productSku.id).sort()
      const parts = items.map(
        ({ productSku }: { readonly productSku: { readonly skuPartNumber: string } }) => productSku.skuPartNumber,
      )
      expect(parts.sort()).toEqual(['CFQ7TTC0LCHC/0002', 'CFQ7TTC0LH18/0001'])
      return { ids, ofBasic: must(await call('GET', status, { as: admin }), 200).body.skuId as string }
    }
    const [one, other] = [await skuIds(first), await skuIds(second)]

    expect(one).toEqual(other)
    expect(one.ids).toEqual(Array(2).fill(expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)))
    expect(new Set(one.ids).size).toBe(2)
    expect(one.ids).toContain(one.ofBasic)
  })

  test('list-entitlements has nothing that would keep a relationship from ending, and is of your own customers', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    await givenOrder(admin, id, e3, 1)
    const path = `/v1/customers/${id}/entitlements`

    expect(must(await call('GET', path, { as: admin }), 200).body).toEqual({
      totalCount: 0,
      items: [],
      attributes: { objectType: 'Collection' },
    })
    expect(await call('GET', path, { as: aProvider().admin })).toMatchObject({ status: 404, body: { code: 60003 } })
  })

  test('list-azure-entitlements is for an Azure plan, and it has none here', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const plan = await givenOrder(admin, id, azure, 1)
    const licences = await givenOrder(admin, id, e3, 1)
    const path = (subscriptionId: string) => `/v1/customers/${id}/subscriptions/${subscriptionId}/azureEntitlements`

    expect((await call('GET', path(plan.subscriptionId), { as: admin })).body).toMatchObject({
      totalCount: 0,
      items: [],
    })
    expect(await call('GET', path(licences.subscriptionId), { as: admin })).toMatchObject({
      status: 400,
      body: { code: 900141 },
    })
  })

  test('list-subscription-activation-links, list-order-activation-links and list-line-activation-links find nothing to activate', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const { orderId, subscriptionId } = await givenOrder(admin, id, e3, 1)
    const read = (path: string) => call('GET', `/v1/customers/${id}/${path}/activationlinks`, { as: admin })

    for (const path of [`subscriptions/${subscriptionId}`, `orders/${orderId}`, `orders/${orderId}/lineitems/0`])
      expect((await read(path)).body).toMatchObject({ totalCount: 0, items: [] })
    expect(await read(`subscriptions/${randomUUID()}`)).toMatchObject({ status: 404, body: { code: 20003 } })
    expect(await read(`orders/${randomUUID()}`)).toMatchObject({ status: 404, body: { code: 20000 } })
    expect(await read(`orders/${orderId}/lineitems/1`)).toMatchObject({ status: 404, body: { code: 20000 } })
    expect(await read(`orders/${orderId}/lineitems/x`)).toMatchObject({ status: 400, body: { code: 2000 } })
  })

  test('list-validation-codes is not taken for a customer', async () => {
    expect((await call('GET', '/v1/customers/all/validations', { as: aProvider().admin })).body).toEqual([])
  })

  test('get-direct-signed-status says no where only the partner gave its word', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const path = `/v1/customers/${id}/directSignedMicrosoftCustomerAgreementStatus`

    expect((await call('GET', path, { as: admin })).body).toEqual({ isSigned: false })
  })
})

describe('get-agreement-document and show-agreement-document', () => {
  const { admin } = aProvider()
  const read = (query = '', id: string = template.customer) =>
    call('GET', `/v1/agreementtemplates/${id}/document${query}`, { as: admin })
  const open = (url: string) => send(showDocument, 'GET', url.replace(/^https?:\/\/[^/]+/, ''))

  test('the links lead to the agreement', async () => {
    const { body } = await read()

    expect(body).toMatchObject({ language: 'en-US', country: 'US' })
    for (const url of [body.displayUri, body.downloadUri])
      expect(await open(url)).toMatchObject({ status: 302, headers: { location: 'https://aka.ms/customeragreement' } })
  })

  test.each([
    ['?language=de-de&country=DE', 'de-DE', 'DE'],
    ['?language=ko-KR&country=DE', 'en-US', 'DE'],
    ['?language=xx', 'en-US', 'US'],
  ])('%s is answered in %s for %s', async (query, language, country) => {
    expect((await read(query)).body).toMatchObject({ language, country })
  })

  test('what is no country falls back, and upper case counts in it and in the template', async () => {
    for (const country of ['us', 'ZZ', 'Wonderland'])
      expect((await read(`?country=${country}&language=de-DE`)).body).toMatchObject({
        country: 'US',
        language: 'en-US',
      })
    expect((await read('?country=GB')).body).toMatchObject({ country: 'GB' })
    expect(await read('', template.customer.toUpperCase())).toMatchObject({ status: 404, body: { code: 1000 } })
  })

  test('a link is good for five minutes (documentLinkExpired), and for what it was made for only (documentLinkUnknown)', async () => {
    const { displayUri } = (await read()).body
    const until = /\.(\d{13})\./.exec(displayUri)?.[1] ?? ''

    expect((await open(displayUri.replace(until, String(Number(until) + 1)))).status).toBe(404)
    expect((await open(displayUri.replace('US', 'GB'))).status).toBe(404)
    expect((await open('/agreements/document')).status).toBe(404)
    passTime(301 * secondMs)
    const expired = await open(displayUri)

    expect(expired.status).toBe(410)
    expect(expired.text).toContain('five minutes')
  })
})
