import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import {
  anAgreement,
  aProvider,
  givenCustomer,
  givenPartnership,
  givenReadyCustomer,
  must,
} from '../../support/given.ts'

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'

await importAllSteps()
const line = (change: object = {}) => ({ lineItemNumber: 0, offerId: e3, quantity: 5, ...change })

describe('create-order', () => {
  test('answers as Partner Center does', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    const { status, body } = await call('POST', `/v1/customers/${id}/orders`, {
      as: admin,
      body: { lineItems: [line({ friendlyName: 'HQ seats' })] },
    })

    const subscriptionId = body.lineItems[0].subscriptionId
    expect(status).toBe(201)
    expect(subscriptionId).toMatch(/^[0-9A-F-]{36}$/)
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      referenceCustomerId: id,
      billingCycle: 'monthly',
      currencyCode: 'USD',
      lineItems: [
        {
          lineItemNumber: 0,
          offerId: e3,
          subscriptionId,
          friendlyName: 'HQ seats',
          quantity: 5,
          links: {
            subscription: { uri: `/customers/${id}/subscriptions/${subscriptionId}`, method: 'GET', headers: [] },
          },
        },
      ],
      creationDate: expect.stringMatching(/Z$/),
      status: 'completed',
      links: { self: { uri: `/customers/${id}/orders/${body.id}`, method: 'GET', headers: [] } },
      attributes: {
        etag: Buffer.from(JSON.stringify({ id: body.id, version: 1 })).toString('base64'),
        objectType: 'Order',
      },
    })
  })

  test('takes what the .NET SDK sends', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const body = {
      Id: null,
      ReferenceCustomerId: id,
      BillingCycle: 'unknown',
      LineItems: [
        {
          LineItemNumber: 0,
          OfferId: e3.toLowerCase(),
          SubscriptionId: null,
          ParentSubscriptionId: null,
          FriendlyName: null,
          Quantity: 1,
          PartnerIdOnRecord: '',
          Attributes: { ObjectType: 'OrderLineItem' },
        },
      ],
      CreationDate: null,
      Attributes: { ObjectType: 'Order' },
    }

    expect(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body })).toMatchObject({
      status: 201,
      body: { lineItems: [{ offerId: e3 }] },
    })
  })

  test('needs a confirmed agreement', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const order = () => call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems: [line()] } })

    expect(await order()).toMatchObject({ status: 403, body: { code: 13605 } })
    must(await call('POST', `/v1/customers/${id}/agreements`, { as: admin, body: anAgreement() }), 201)
    expect((await order()).status).toBe(201)
  })

  test('all lines or none', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    const reply = await call('POST', `/v1/customers/${id}/orders`, {
      as: admin,
      body: { lineItems: [line(), line({ lineItemNumber: 1, quantity: 0 })] },
    })

    expect(reply).toMatchObject({ status: 400, body: { data: ['lineItems[1].quantity'] } })
    expect((await call('GET', `/v1/customers/${id}/subscriptions`, { as: admin })).body.items).toEqual([])
  })

  test('45 lines fit into one order, with a reseller on each', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id } = await givenReadyCustomer(admin)
    const lines = (count: number) =>
      Array.from({ length: count }, (_, lineItemNumber) =>
        line({ lineItemNumber, partnerIdOnRecord: reseller.partner.mpnId }),
      )

    expect(
      (await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems: lines(46) } })).body,
    ).toMatchObject({ code: 2000, data: ['lineItems'] })
    expect(
      (await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems: lines(45) } })).status,
    ).toBe(201)
    expect(
      (await call('GET', `/v1/customers/${id}/subscriptions?mpn_id=${reseller.partner.mpnId}`, { as: admin })).body
        .totalCount,
    ).toBe(45)
  })

  test('an add-on is ordered beside its base', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    const { body } = must(
      await call('POST', `/v1/customers/${id}/orders`, {
        as: admin,
        body: { lineItems: [line(), line({ lineItemNumber: 1, offerId: audio })] },
      }),
      201,
    )

    const addOn = await call(
      'GET',
      `/v1/customers/${id}/subscriptions/${body.lineItems[1].subscriptionId.toLowerCase()}`,
      { as: admin },
    )
    expect(addOn.body).toMatchObject({
      parentSubscriptionId: body.lineItems[0].subscriptionId,
      links: { parentSubscription: { method: 'GET' } },
    })
  })

  test.each([
    [line({ offerId: randomUUID() }), 400, 800004, 'lineItems[0].offerId'],
    [line({ quantity: 0 }), 400, 2000, 'lineItems[0].quantity'],
    [line({ quantity: 1.5 }), 400, 2000, 'lineItems[0].quantity'],
    [line({ quantity: 'five' }), 400, 2000, 'lineItems[0].quantity'],
    [line({ quantity: 2 ** 40 }), 400, 2000, 'lineItems[0].quantity'],
    [line({ quantity: 10_000_001 }), 400, 900275, 'lineItems[0].quantity'],
    [line({ offerId: trial, quantity: 24 }), 400, 900275, 'lineItems[0].quantity'],
    [line({ lineItemNumber: 3 }), 400, 800071, 'lineItems'],
    [line({ promotionId: '39NFJQT1PJPD:0001:39NFJQT1Q5RZ' }), 400, 2000, 'lineItems[0].promotionId'],
    [line({ partnerIdOnRecord: 'abc' }), 400, 2000, 'lineItems[0].partnerIdOnRecord'],
    [line({ partnerIdOnRecord: '1234567' }), 404, 800015, 'lineItems[0].partnerIdOnRecord'],
    [line({ offerId: audio }), 400, 800029, 'lineItems[0].parentSubscriptionId'],
    [undefined, 400, 2000, 'lineItems'],
  ])('%o is refused with %d/%d, naming %s', async (item, status, code, field) => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    const reply = await call('POST', `/v1/customers/${id}/orders`, {
      as: admin,
      body: item ? { lineItems: [item] } : {},
    })

    expect(reply.status).toBe(status)
    expect(reply.body.code).toBe(code)
    expect(reply.body.data).toContain(field)
  })

  test('the provider’s own MPN id is never on record', async () => {
    const { admin, partner } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    expect(
      await call('POST', `/v1/customers/${id}/orders`, {
        as: admin,
        body: { lineItems: [line({ partnerIdOnRecord: partner.mpnId })] },
      }),
    ).toMatchObject({ status: 404, body: { code: 2072 } })
  })

  test('the same request id orders once', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const asked = { as: admin, body: { lineItems: [line()] }, headers: { 'ms-requestid': randomUUID() } }

    const first = must(await call('POST', `/v1/customers/${id}/orders`, asked), 201)

    expect((await call('POST', `/v1/customers/${id}/orders`, asked)).body).toEqual(first.body)
    expect((await call('GET', `/v1/customers/${id}/orders`, { as: admin })).body.totalCount).toBe(1)
  })
})

describe('list-orders, list-subscriptions and get-subscription', () => {
  test('find what was ordered', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const first = must(
      await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems: [line()] } }),
      201,
    ).body
    const second = must(
      await call('POST', `/v1/customers/${id}/orders`, {
        as: admin,
        body: { billingCycle: 'Annual', lineItems: [line()] },
      }),
      201,
    ).body
    const get = async (path: string) => must(await call('GET', `/v1/customers/${id}${path}`, { as: admin }), 200).body

    expect((await get('/orders')).totalCount).toBe(2)
    expect((await get('/orders?billingType=annual')).items).toEqual([second])
    expect((await get(`/subscriptions?order_id=${first.id.toUpperCase()}`)).items).toMatchObject([
      { id: first.lineItems[0].subscriptionId, orderId: first.id.toUpperCase() },
    ])
    expect((await get('/subscriptions?mpn_id=1234567')).items).toEqual([])
    const subscription = await get(`/subscriptions/${first.lineItems[0].subscriptionId}`)
    expect(Object.keys(subscription)).toEqual([
      ...[
        'id',
        'offerId',
        'entitlementId',
        'offerName',
        'friendlyName',
        'quantity',
        'unitType',
        'hasPurchasableAddons',
      ],
      ...[
        'creationDate',
        'effectiveStartDate',
        'commitmentEndDate',
        'status',
        'autoRenewEnabled',
        'isTrial',
        'billingType',
        'billingCycle',
      ],
      ...['actions', 'attentionNeeded', 'actionTaken', 'contractType', 'links', 'orderId', 'attributes'],
    ])
  })

  test('an unknown subscription is told as one', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await call('GET', `/v1/customers/${id}/subscriptions/${randomUUID()}`, { as: admin })).toMatchObject({
      status: 404,
      body: { code: 20003 },
    })
  })
})

describe('list-offers, get-offer, list-offer-addons and list-offer-categories', () => {
  const { admin } = aProvider()
  const get = (path: string) => call('GET', path, { as: admin })

  test('a market’s offers, by category, in parts', async () => {
    const all = must(await get('/v1/offers?country=US'), 200).body
    const trials = must(await get('/v1/offers?country=us&offer_category_id=Trial_Key'), 200).body
    const part = must(await get('/v1/offers?country=US&offset=1&size=2'), 200).body

    expect(all.totalCount).toBeGreaterThan(5)
    expect(all.links.self.uri).toBe('/offers?country=US')
    expect(trials.items).toMatchObject([{ id: trial, isTrial: true }])
    expect(part.items).toEqual(all.items.slice(1, 3))
    expect((await get('/v1/offers?country=FR')).body.items).toEqual([])
  })

  test('one offer, its add-ons, the categories', async () => {
    expect((await get(`/v1/offers/${e3.toLowerCase()}?country=US`)).body).toMatchObject({
      id: e3,
      links: { self: { uri: `/offers/${e3}?country=US` } },
      attributes: { objectType: 'Offer' },
    })
    expect(
      (await get(`/v1/offers/${e3}/addons?country=US`)).body.items.map(({ isAddOn }: { isAddOn: boolean }) => isAddOn),
    ).not.toContain(false)
    expect((await get('/v1/offercategories?country=US')).body.items.map(({ id }: { id: string }) => id)).toContain(
      'Enterprise_Key',
    )
    expect(await get('/v1/offers/none?country=US')).toMatchObject({ status: 400, body: { code: 800004 } })
  })

  test.each(['', '?country=', '?country=UK', '?country=USA', '?country=US&offset=-1'])(
    'GET /v1/offers%s is refused',
    async (query) => {
      expect(await get(`/v1/offers${query}`)).toMatchObject({ status: 400, body: { code: 2000 } })
    },
  )
})
