import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenPartnership, givenReadyCustomer, givenReseller, must } from '../../support/given.ts'

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'

await importAllSteps()
async function givenOrder(admin: Person, offerId = e3, quantity = 5) {
  const { id } = await givenReadyCustomer(admin)
  const { body: order } = must(
    await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems: [{ offerId, quantity }] } }),
    201,
  )
  const subscription = `/v1/customers/${id}/subscriptions/${order.lineItems[0].subscriptionId}`
  return { id, order, path: `/v1/customers/${id}/orders/${order.id}`, subscription }
}

describe('update-order', () => {
  test('buys an add-on onto a subscription of the order, as the Java SDK asks for it', async () => {
    const { admin } = aProvider()
    const { order, path, subscription } = await givenOrder(admin)
    const parentSubscriptionId = order.lineItems[0].subscriptionId
    const lineItems = [
      {
        attributes: { objectType: 'OrderLineItem' },
        friendlyName: 'Calls',
        lineItemNumber: 0,
        offerId: audio,
        parentSubscriptionId,
        quantity: 2,
      },
    ]

    const reply = await call('PATCH', path, {
      as: admin,
      body: { attributes: { objectType: 'Order' }, lineItems, referenceCustomerId: order.referenceCustomerId },
    })

    expect(reply).toMatchObject({
      status: 200,
      body: {
        id: order.id,
        lineItems: [
          order.lineItems[0],
          { lineItemNumber: 1, offerId: audio, parentSubscriptionId, friendlyName: 'Calls', quantity: 2 },
        ],
      },
    })
    expect(JSON.parse(atob(reply.body.attributes.etag))).toEqual({ id: order.id, version: 2 })
    expect((await call('GET', `${subscription}/addons`, { as: admin })).body.items).toMatchObject([
      { offerId: audio, orderId: order.id.toUpperCase() },
    ])
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0].operationType).toBe('update_order')
  })

  test('onto what is no base of it, it does not', async () => {
    const { admin } = aProvider()
    const { path, order } = await givenOrder(admin)
    const line = { offerId: audio, quantity: 1, parentSubscriptionId: randomUUID() }

    expect(await call('PATCH', path, { as: admin, body: { ...order, lineItems: [line] } })).toMatchObject({
      status: 400,
      body: { code: 800029 },
    })
  })

  test('bills the order and its subscriptions in another cycle, if every offer can be', async () => {
    const { admin } = aProvider()
    const { path, order, subscription } = await givenOrder(admin)

    expect(await call('PATCH', path, { as: admin, body: { ...order, billingCycle: 'Annual' } })).toMatchObject({
      status: 200,
      body: { billingCycle: 'annual' },
    })
    expect((await call('GET', subscription, { as: admin })).body).toMatchObject({ billingCycle: 'annual' })
    expect(await call('PATCH', path, { as: admin, body: { ...order, billingCycle: 'triennial' } })).toMatchObject({
      status: 400,
      body: { code: 6000 },
    })
  })

  test.each([
    ['another quantity', { quantity: 7 }, 'lineItems[0].quantity'],
    ['another name', { friendlyName: 'Renamed' }, 'lineItems[0].friendlyName'],
    ['another offer', { offerId: audio }, 'lineItems[0].parentSubscriptionId'],
    ['a line of no subscription', { subscriptionId: randomUUID() }, 'lineItems[0].parentSubscriptionId'],
    ['a further base', { subscriptionId: '', lineItemNumber: 1 }, 'lineItems[0].parentSubscriptionId'],
  ])('%s on a line of its is refused: that is changed elsewhere', async (_, change, field) => {
    const { admin } = aProvider()
    const { order, path } = await givenOrder(admin)
    const body = { ...order, lineItems: [{ ...order.lineItems[0], ...change }] }

    expect(await call('PATCH', path, { as: admin, body })).toMatchObject({ status: 400, body: { data: [field] } })
    expect((await call('GET', path, { as: admin })).body).toEqual(order)
  })

  test('a status that an order is not given by a client is refused', async () => {
    const { admin } = aProvider()
    const { order, path } = await givenOrder(admin)

    expect(await call('PATCH', path, { as: admin, body: { ...order, status: 'suspended' } })).toMatchObject({
      status: 400,
      body: { data: ['status'] },
    })
    expect((await call('PATCH', path, { as: admin, body: { ...order, status: 'unknown' } })).status).toBe(200)
  })

  test('an order sent back as it is changes nothing; its end is refused', async () => {
    const { admin } = aProvider()
    const { path, order } = await givenOrder(admin)

    expect((await call('PATCH', path, { as: admin, body: order })).body).toEqual(order)
    expect(await call('PATCH', path, { as: admin, body: { id: order.id, status: 'cancelled' } })).toMatchObject({
      status: 403,
      body: { code: 800019 },
    })
  })
})

describe('get-support-contact and update-support-contact', () => {
  test('the provider supports, until a reseller of its is named', async () => {
    const { admin, partner } = aProvider()
    const reseller = await givenPartnership(admin)
    const { subscription } = await givenOrder(admin)
    const path = `${subscription}/supportcontact`

    const before = await call('GET', path, { as: admin })
    const named = await call('PUT', path, {
      as: admin,
      body: {
        SupportTenantId: reseller.partner.partnerId.toUpperCase(),
        SupportMpnId: reseller.partner.mpnId,
        Name: 'whatever',
      },
    })
    const back = await call('PUT', path, { as: admin, body: before.body })

    expect(before.body).toEqual({
      supportTenantId: partner.partnerId.toUpperCase(),
      supportMpnId: partner.mpnId,
      name: partner.name,
      links: {
        self: {
          uri: expect.stringMatching(/^\/customers\/[0-9A-F-]{36}\/subscriptions\/[0-9A-F-]{36}\/supportcontact$/),
          method: 'Get',
          headers: [],
        },
      },
      attributes: { objectType: 'SupportContact' },
    })
    expect(named).toMatchObject({
      status: 200,
      body: {
        supportTenantId: reseller.partner.partnerId.toUpperCase(),
        supportMpnId: reseller.partner.mpnId,
        name: reseller.partner.name,
      },
    })
    expect(back.body).toEqual(before.body)
  })

  test('nobody else', async () => {
    const { admin } = aProvider()
    const [stranger, reseller] = [await givenReseller(), await givenPartnership(admin)]
    const { subscription } = await givenOrder(admin)
    const put = (body: object) => call('PUT', `${subscription}/supportcontact`, { as: admin, body })

    expect(await put({ supportTenantId: stranger.partner.partnerId })).toMatchObject({
      status: 400,
      body: { code: 971024, data: ['supportTenantId'] },
    })
    expect(
      await put({ supportTenantId: reseller.partner.partnerId, supportMpnId: stranger.partner.mpnId }),
    ).toMatchObject({ status: 400, body: { data: ['supportMpnId'] } })
    expect(await put({})).toMatchObject({ status: 400, body: { code: 2000, data: ['supportTenantId'] } })
  })
})

describe('get-order-provisioning, get-subscription-provisioning, register-subscription and get-registration-status', () => {
  test('tell what is there from the order on', async () => {
    const { admin } = aProvider()
    const { order, path, subscription } = await givenOrder(admin)

    expect((await call('GET', `${path}/provisioningstatus`, { as: admin })).body.items).toMatchObject([
      {
        lineItemNumber: 0,
        status: 'fulfilled',
        quantityProvisioningInformation: [{ quantity: 5, status: 'fulfilled' }],
      },
    ])
    expect((await call('GET', `${subscription}/provisioningstatus`, { as: admin })).body).toMatchObject({
      // The product's, which is what the SDKs can read; the offer has another.
      skuId: '6FD2C87F-B296-42F0-B197-1E91E994B900',
      status: 'success',
      quantity: 5,
    })
    expect(order.status).toBe('completed')
  })

  test('a registration is accepted, once, and its status says so', async () => {
    const { admin } = aProvider()
    const { subscription } = await givenOrder(admin)
    const status = async () => (await call('GET', `${subscription}/registrationstatus`, { as: admin })).body.status
    const asked = { as: admin, headers: { 'ms-requestid': randomUUID() } }
    expect(await status()).toBe('notregistered')

    const replies = [
      await call('POST', `${subscription}/registrations`, asked),
      await call('POST', `${subscription}/registrations`, asked),
      await call('POST', `${subscription}/registrations`, { as: admin }),
    ]

    for (const reply of replies)
      expect(reply).toMatchObject({
        status: 202,
        headers: { location: expect.stringMatching(/registrationstatus$/) },
        text: '',
      })
    expect(await status()).toBe('registered')
  })
})
