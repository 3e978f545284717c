import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { anAgreement, aProvider, givenCustomer, givenReadyCustomer, must, template } from '../../support/given.ts'

await importAllSteps()
const e3Offer = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const basic = 'CFQ7TTC0LH18:0001:CFQ7TTC0BB00'
const premium = 'CFQ7TTC0LCHC:0002:CFQ7TTC0B900'
const trial = 'CFQ7TTC0LCHC:000K:CFQ7TTC0BA00'
const e3 = 'CFQ7TTC0LFLX:0001:CFQ7TTC0E300'
const faculty = 'CFQ7TTC0LFLX:000E:CFQ7TTC0EA00'
const azure = 'DZH318Z0BPS6:0001:DZH318Z0A000'

interface Line {
  readonly offerId: string
  readonly quantity: number
  readonly [name: string]: unknown
}

const orderOf = (admin: Person, id: string, lines: readonly Line[], more: object = {}) =>
  call('POST', `/v1/customers/${id}/orders`, {
    as: admin,
    body: { ...more, lineItems: lines.map((line, lineItemNumber) => ({ lineItemNumber, ...line })) },
  })

async function givenSubscription(line: Partial<Line> = {}) {
  const { admin, partner } = aProvider()
  const { id } = await givenReadyCustomer(admin)
  const { body: order } = must(await orderOf(admin, id, [{ offerId: basic, quantity: 10, ...line }]), 201)
  const root = `/v1/customers/${id}/subscriptions`
  const path = `${root}/${order.lineItems[0].subscriptionId}`
  const read = async (where = path) => must(await call('GET', where, { as: admin }), 200).body
  const patch = (body: object) => call('PATCH', path, { as: admin, body })
  const move = (body: object) => call('POST', `${path}/transitions`, { as: admin, body })
  const letDaysPass = (days: number, where = path) => shiftWindows(partner.partnerId, id, where, days)
  return { admin, id, order, root, path, read, patch, move, letDaysPass }
}

/** Makes the purchases of a subscription so many days older. */
async function shiftWindows(partitionKey: string, customerId: string, path: string, days: number) {
  const storage = process.env.AzureWebJobsStorage ?? ''
  const client = TableClient.fromConnectionString(storage, 'providers', { allowInsecureConnection: true })
  const rowKey = `c!${customerId}!s!${path.split('/').at(-1)}`
  const { value } = await client.getEntity<{ value: string }>(partitionKey, rowKey)
  const earlier = (at: string) => new Date(Date.parse(at) - days * 86_400_000).toISOString()
  const { newCommerce, ...row } = JSON.parse(value)
  const refunds = newCommerce.refunds.map((one: { until: string }) => ({ ...one, until: earlier(one.until) }))
  const shifted = { ...newCommerce, refunds, cancellableUntil: earlier(newCommerce.cancellableUntil) }
  const entity = { partitionKey, rowKey, value: JSON.stringify({ ...row, newCommerce: shifted }) }
  await client.updateEntity(entity, 'Merge')
}

describe('an order of newer commerce', () => {
  test('has ids in lower case, the links of what was bought, and a term', async () => {
    const { id, order, read, root } = await givenSubscription({ termDuration: 'P1Y' })
    const links = {
      product: { uri: '/products/CFQ7TTC0LH18?country=US', method: 'GET', headers: [] },
      sku: { uri: '/products/CFQ7TTC0LH18/skus/0001?country=US', method: 'GET', headers: [] },
      availability: {
        uri: '/products/CFQ7TTC0LH18/skus/0001/availabilities/CFQ7TTC0BB00?country=US',
        method: 'GET',
        headers: [],
      },
    }

    expect(order).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{12}$/),
      billingCycle: 'monthly',
      status: 'completed',
      lineItems: [
        { offerId: basic, termDuration: 'P1Y', subscriptionId: expect.stringMatching(/^[0-9a-f-]{36}$/), links },
      ],
      attributes: { objectType: 'Order' },
    })
    expect(order.attributes).not.toHaveProperty('etag')
    expect(await read(`/v1/customers/${id}/orders/${order.id.toUpperCase()}`)).toEqual(order)
    expect((await read(`/v1/customers/${id}/orders/${order.id}/provisioningstatus`)).totalCount).toBe(1)
    const subscription = await read()
    expect(subscription).toMatchObject({
      id: order.lineItems[0].subscriptionId,
      offerId: basic,
      orderId: order.id,
      productType: { id: 'OnlineServicesNCE' },
      isMicrosoftProduct: true,
      termDuration: 'P1Y',
      billingCycle: 'monthly',
      autoRenewEnabled: true,
      refundableQuantity: { totalQuantity: 10, details: [{ quantity: 10, allowedUntilDateTime: expect.any(String) }] },
      cancellationAllowedUntilDate: expect.any(String),
      links,
      attributes: { objectType: 'Subscription' },
    })
    expect(subscription).not.toHaveProperty('entitlementId')
    const days = (Date.parse(subscription.commitmentEndDate) - Date.parse(subscription.effectiveStartDate)) / 86_400_000
    expect([365, 366]).toContain(days)
    expect((await read(`${root}?order_id=${order.id}`)).items).toEqual([subscription])
  })

  test.each([
    ['an unknown item', { offerId: 'CFQ7TTC0LH18:0001:CFQ7TTC00000' }, 800004],
    ['a term nobody offers', { termDuration: 'P5Y' }, 800062],
    ['a duration that is none', { termDuration: 'one year' }, 2000],
    ['more than the sku allows', { quantity: 301 }, 900275],
    ['what is for schools only', { offerId: faculty }, 2085],
  ])('%s is refused', async (_, line, code) => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    expect((await orderOf(admin, id, [{ offerId: basic, quantity: 1, ...line }])).body).toMatchObject({ code })
  })

  test.each([
    ['customTermEndDate', '2027-01-31T00:00:00Z'],
    ['renewsTo', { termDuration: 'P3Y' }],
    ['promotionId', '39NFJQT1X5K0:0001:39NFJQT1Q5KP'],
    ['additionalPartnerIdsOnRecord', ['4400009']],
  ])('with %s is refused by its name, in a cart too', async (name, value) => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const data = [`lineItems[0].${name}`]
    const cart = { lineItems: [{ catalogItemId: basic, quantity: 1, [name]: value }] }

    expect(await orderOf(admin, id, [{ offerId: basic, quantity: 1, [name]: value }])).toMatchObject({
      status: 400,
      body: { data },
    })
    expect(await call('POST', `/v1/customers/${id}/carts`, { as: admin, body: cart })).toMatchObject({
      status: 400,
      body: { data },
    })
    expect((await call('GET', `/v1/customers/${id}/orders`, { as: admin })).body.items).toEqual([])
  })

  test('with a second reseller is refused, which only a cart can name', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const fill = (participants: readonly object[]) =>
      call('POST', `/v1/customers/${id}/carts`, {
        as: admin,
        body: { lineItems: [{ catalogItemId: basic, quantity: 1, participants }] },
      })

    expect(await fill([{ key: 'additional_transaction_reseller', value: '4400009' }])).toMatchObject({
      status: 400,
      body: { data: ['lineItems[0].participants[0]'] },
    })
    expect((await fill([{ key: 'additional_transaction_reseller', value: '' }])).status).toBe(201)
  })

  test('holds no licence offers beside; a cart makes two orders of them', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const offers = [basic, e3Offer].map((offerId) => ({ offerId, quantity: 3 }))
    const lineItems = [
      { catalogItemId: basic, quantity: 3, termDuration: 'P1Y', billingCycle: 'annual' },
      { catalogItemId: e3Offer, quantity: 3 },
      { catalogItemId: premium, quantity: 3 },
    ]

    expect(await orderOf(admin, id, offers)).toMatchObject({ status: 400, body: { code: 971300 } })
    const cart = must(await call('POST', `/v1/customers/${id}/carts`, { as: admin, body: { lineItems } }), 201).body
    expect(cart.lineItems).toMatchObject([
      { orderGroup: '0', termDuration: 'P1Y', billingCycle: 'annual' },
      { orderGroup: 'OMS-0' },
      { orderGroup: '1', termDuration: 'P1M', billingCycle: 'monthly' },
    ])
    const path = `/v1/customers/${id}/carts/${cart.id}/checkout`
    const { orders } = must(await call('POST', path, { as: admin }), 201).body
    expect(orders).toMatchObject([
      { billingCycle: 'annual' },
      { id: expect.stringContaining('-') },
      { billingCycle: 'monthly' },
    ])
    expect((await call('POST', path, { as: admin })).body.orders).toEqual(orders)
  })

  test.each([
    ['a term nobody offers', { termDuration: 'P1M', billingCycle: 'annual' }, 10013],
    ['too many', { quantity: 301 }, 10010],
  ])('%s stands on its line of a cart', async (_, line, errorCode) => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const lineItems = [{ catalogItemId: basic, quantity: 1, ...line }]

    const { body } = await call('POST', `/v1/customers/${id}/carts`, { as: admin, body: { lineItems } })

    expect(body.lineItems[0].error).toMatchObject({ errorCode })
    expect(
      await call('POST', `/v1/customers/${id}/carts`, { as: admin, body: { lineItems: [{ quantity: 1 }] } }),
    ).toMatchObject({ status: 400, body: { code: 900142, data: ['lineItems[0].catalogItemId'] } })
  })

  test('an Azure plan has no term and no licences to give back', async () => {
    const { read, id, admin } = await givenSubscription({ offerId: azure, quantity: 1 })

    expect(await read()).toMatchObject({ unitType: 'Usage-based', refundableQuantity: { totalQuantity: 0 } })
    expect((await read()).commitmentEndDate).toMatch(/^9999/)
    const { id: other } = await givenCustomer(admin)
    const cloud = anAgreement({ templateId: template.cloud, type: 'MicrosoftCloudAgreement', dateAgreed: '2019-10-02' })
    must(await call('POST', `/v1/customers/${other}/agreements`, { as: admin, body: cloud }), 201)
    expect(await orderOf(admin, other, [{ offerId: azure, quantity: 1 }])).toMatchObject({
      status: 403,
      body: { code: 13605 },
    })
    expect((await read(`/v1/customers/${id}/subscriptions`)).totalCount).toBe(1)
  })
})

test('an Azure plan has nothing to renew, and a trial of a licence offer ends', async () => {
  const { admin } = aProvider()
  const { id } = await givenReadyCustomer(admin)
  for (const [offerId, autoRenewEnabled] of [
    [azure, 'other'],
    ['C0BD2E08-11AC-4836-BDC7-3712E744922F', true],
  ] as const) {
    const quantity = offerId === azure ? 1 : 25
    const { body: order } = must(await orderOf(admin, id, [{ offerId, quantity }]), 201)
    const path = `/v1/customers/${id}/subscriptions/${order.lineItems[0].subscriptionId}`
    const before = must(await call('GET', path, { as: admin }), 200).body
    const asked = autoRenewEnabled === 'other' ? !before.autoRenewEnabled : autoRenewEnabled

    expect(await call('PATCH', path, { as: admin, body: { autoRenewEnabled: asked } })).toMatchObject({
      status: 400,
      body: { data: ['autoRenewEnabled'] },
    })
    expect((await call('GET', path, { as: admin })).body).toEqual(before)
  }
})

describe('a subscription of newer commerce', () => {
  test('takes more licences, and gives back those bought in the last days only', async () => {
    const { patch, read, letDaysPass } = await givenSubscription()

    expect((await patch({ quantity: 14 })).body.refundableQuantity).toMatchObject({ totalQuantity: 14 })
    expect((await patch({ quantity: 3 })).body.refundableQuantity).toMatchObject({ totalQuantity: 3 })
    await letDaysPass(8)
    expect((await read()).refundableQuantity).toEqual({ totalQuantity: 0, details: [] })
    expect(await patch({ quantity: 2 })).toMatchObject({ status: 400, body: { code: 800090 } })
    expect((await patch({ quantity: 5 })).status).toBe(200)
    expect(await read()).toMatchObject({ quantity: 5 })
    expect(await patch({ quantity: 2 })).toMatchObject({ status: 400, body: { code: 800090 } })
    expect((await patch({ quantity: 3 })).status).toBe(200)
  })

  test('is cancelled in the first days, and then no more', async () => {
    const [early, late] = await Promise.all([givenSubscription(), givenSubscription()])
    await late.letDaysPass(8)

    const cancelled = must(await early.patch({ status: 'deleted' }), 200).body
    expect(cancelled).toMatchObject({
      status: 'deleted',
      autoRenewEnabled: false,
      refundableQuantity: { totalQuantity: 0 },
    })
    expect(cancelled).not.toHaveProperty('cancellationAllowedUntilDate')
    expect(await late.patch({ status: 'deleted' })).toMatchObject({ status: 400, body: { code: 900117 } })
    expect((await late.patch({ status: 'suspended' })).body.status).toBe('suspended')
    expect((await late.patch({ status: 'active' })).body.status).toBe('active')
  })

  test('goes over to a longer term at once, which starts today', async () => {
    const { read, patch } = await givenSubscription({ termDuration: 'P1M' })
    const whole = await read()

    const after = must(await patch({ ...whole, termDuration: 'P1Y', billingCycle: 'annual' }), 200).body

    expect(after).toMatchObject({
      termDuration: 'P1Y',
      renewalTermDuration: 'P1Y',
      billingCycle: 'annual',
      quantity: 10,
    })
    const days = (Date.parse(after.commitmentEndDate) - Date.parse(after.effectiveStartDate)) / 86_400_000
    expect([365, 366]).toContain(days)
    expect(await read()).toEqual(after)
    expect((await patch(after)).body).toEqual(after)
    expect(must(await patch({ termDuration: 'P3Y' }), 200).body).toMatchObject({
      termDuration: 'P3Y',
      billingCycle: 'annual',
      commitmentEndDate: expect.stringMatching(`^${Number(after.effectiveStartDate.slice(0, 4)) + 3}`),
    })
  })

  test('is billed in another cycle of its term, to the same end', async () => {
    const { read, patch } = await givenSubscription({ termDuration: 'P1Y' })
    const before = await read()

    const after = must(await patch({ billingCycle: 'annual' }), 200).body

    expect(after).toEqual({ ...before, billingCycle: 'annual' })
    expect(await read()).toEqual(after)
  })

  test.each([
    ['a shorter term', { termDuration: 'P1M' }, 800122, 'termDuration'],
    ['a term nobody offers', { termDuration: 'P5Y' }, 800062, 'termDuration'],
    ['a cycle that the longer term has not', { termDuration: 'P3Y', billingCycle: 'monthly' }, 2004, 'termDuration'],
    ['a cycle that its term has not', { billingCycle: 'one_time' }, 2004, 'billingCycle'],
    ['a term that is none', { termDuration: 'three years' }, 2000, 'termDuration'],
  ])('%s is refused', async (_, change, code, field) => {
    const { read, patch } = await givenSubscription({ termDuration: 'P1Y' })
    const before = await read()

    expect(await patch(change)).toMatchObject({ status: 400, body: { code, data: [field] } })
    expect(await read()).toEqual(before)
  })

  test('a trial keeps its term, and a suspended one too', async () => {
    const [ofTrial, suspended] = [await givenSubscription({ offerId: trial, quantity: 25 }), await givenSubscription()]
    must(await suspended.patch({ status: 'suspended' }), 200)

    expect(await ofTrial.patch({ termDuration: 'P1Y' })).toMatchObject({ status: 400, body: { code: 800107 } })
    expect(await suspended.patch({ termDuration: 'P3Y' })).toMatchObject({ status: 400, body: { code: 800091 } })
  })

  test('a licence offer and an Azure plan have no term to change', async () => {
    const licence = await givenSubscription({ offerId: e3Offer, quantity: 5 })
    const plan = await givenSubscription({ offerId: azure, quantity: 1 })

    for (const { patch } of [licence, plan])
      expect(await patch({ termDuration: 'P3Y' })).toMatchObject({ status: 400, body: { data: ['termDuration'] } })
    expect(await licence.patch({ billingCycle: 'annual' })).toMatchObject({ status: 400, body: { code: 2054 } })
  })

  test('its order does not say how it is billed: another cycle there is refused', async () => {
    const { admin, id, order } = await givenSubscription()
    const body = { ...order, billingCycle: 'annual' }

    expect(await call('PATCH', `/v1/customers/${id}/orders/${order.id}`, { as: admin, body })).toMatchObject({
      status: 400,
      body: { code: 6000 },
    })
  })
})

describe('list-transition-eligibilities, create-transition and list-transitions', () => {
  test('all licences go over where they are, with name and reseller', async () => {
    const { admin, id, path, read, move, root } = await givenSubscription({ friendlyName: 'HQ' })
    const { items } = await read(`${path}/transitionEligibilities?eligibilityType=immediate`)

    expect(items.map(({ catalogItemId }: { catalogItemId: string }) => catalogItemId).toSorted()).toEqual(
      ['CFQ7TTC0LDPB:0001:CFQ7TTC0B500', premium, e3].toSorted(),
    )
    expect(items[0].eligibilities).toMatchObject([{ isEligible: true }, { isEligible: true }])
    const reply = await move({
      toCatalogItemId: premium,
      quantity: 10,
      transitionType: 'transition_with_license_transfer',
    })
    expect(reply).toMatchObject({
      status: 200,
      body: {
        operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ...{ fromCatalogItemId: basic, toCatalogItemId: premium, quantity: 10, events: [{ status: 'Completed' }] },
      },
    })
    expect(await read()).toMatchObject({ offerId: premium, quantity: 10, friendlyName: 'HQ', status: 'active' })
    expect((await read(`${path}/transitions`)).items).toEqual([reply.body])
    expect((await read(root)).totalCount).toBe(1)
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0]).toMatchObject({
      operationType: 'upgrade_subscription',
      customerId: id,
    })
  })

  test('some licences become a subscription of their own, or go to one that is there', async () => {
    const { path, read, move, root, id, letDaysPass } = await givenSubscription({ termDuration: 'P1Y' })

    const { body } = must(await move({ toCatalogItemId: e3, quantity: 4, termDuration: 'P3Y' }), 200)
    const target = `${root}/${body.toSubscriptionId}`
    expect(await read()).toMatchObject({ offerId: basic, quantity: 6, refundableQuantity: { totalQuantity: 6 } })
    const opened = await read(target)
    expect(opened).toMatchObject({ offerId: e3, quantity: 4, termDuration: 'P3Y' })
    expect((await read(`/v1/customers/${id}/orders/${opened.orderId}`)).lineItems).toMatchObject([{ quantity: 4 }])
    const into = { toCatalogItemId: e3, toSubscriptionId: body.toSubscriptionId, quantity: 6 }
    expect(await move(into)).toMatchObject({ status: 400, body: { code: 2006 } })
    await letDaysPass(8, target)
    const [eligibility] = (await read(`${path}/transitioneligibilities`)).items.filter(
      ({ catalogItemId }: { catalogItemId: string }) => catalogItemId === e3,
    )
    expect(eligibility.subscriptionEligibilities).toMatchObject([{ isEligible: true, errors: [] }])
    must(await move(into), 200)
    expect(await read(target)).toMatchObject({ quantity: 10 })
    expect(await read()).toMatchObject({ status: 'deleted' })
  })

  test('a trial becomes a paid subscription with a term of its own', async () => {
    const { read, move } = await givenSubscription({ offerId: trial, quantity: 25 })
    expect(await read()).toMatchObject({ isTrial: true, billingCycle: 'none' })

    must(await move({ toCatalogItemId: premium, quantity: 25, termDuration: 'P1Y', billingCycle: 'annual' }), 200)

    expect(await read()).toMatchObject({
      isTrial: false,
      termDuration: 'P1Y',
      billingCycle: 'annual',
      refundableQuantity: { totalQuantity: 25 },
    })
  })

  test.each([
    ['to nothing', { quantity: 1 }, 900142],
    ['to what there is no path to', { toCatalogItemId: azure, quantity: 1 }, 2006],
    ['of more than there are', { toCatalogItemId: e3, quantity: 11 }, 2002],
    ['in a term nobody offers', { toCatalogItemId: e3, quantity: 1, termDuration: 'P5Y' }, 800062],
    ['into a subscription that is none', { toCatalogItemId: e3, quantity: 1, toSubscriptionId: randomUUID() }, 20003],
    ['of half a licence', { toCatalogItemId: e3, quantity: 0.5 }, 2000],
  ])('a transition %s is refused', async (_, body, code) => {
    const { move } = await givenSubscription()

    expect((await move(body)).body).toMatchObject({ code })
  })

  test('a suspended subscription goes nowhere, and a licence offer has no transitions', async () => {
    const { admin, id, path, read, patch, move, root } = await givenSubscription()
    must(await patch({ status: 'suspended' }), 200)
    const { body } = must(await orderOf(admin, id, [{ offerId: e3Offer, quantity: 1 }]), 201)

    expect((await read(`${path}/transitioneligibilities`)).items[0].eligibilities[0]).toMatchObject({
      isEligible: false,
      errors: [{ code: 2, description: 'The subscription is not active.' }],
    })
    expect((await read(`${path}/transitioneligibilities?eligibilityType=scheduled`)).items).toEqual([])
    expect(await move({ toCatalogItemId: e3, quantity: 1 })).toMatchObject({ status: 400, body: { code: 2006 } })
    expect((await read(`${root}/${body.lineItems[0].subscriptionId}/transitioneligibilities`)).items).toEqual([])
    expect((await read(`${root}/${body.lineItems[0].subscriptionId}/transitions`)).items).toEqual([])
  })

  test('of ten at once exactly one moves them; the same request twice moves them once', async () => {
    const { move, read, path } = await givenSubscription()
    const other = await givenSubscription()
    const twice = () =>
      call('POST', `${other.path}/transitions`, {
        as: other.admin,
        body: { toCatalogItemId: e3, quantity: 4 },
        headers: { 'ms-requestid': 'the-same' },
      })

    const replies = await Promise.all(Array.from({ length: 10 }, () => move({ toCatalogItemId: e3, quantity: 10 })))

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await read(`${path}/transitions`)).totalCount).toBe(1)
    expect((await twice()).text).toBe((await twice()).text)
    expect((await other.read()).quantity).toBe(6)
  })
})
