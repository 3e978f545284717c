import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenPartnership, givenReadyCustomer, must } from '../../support/given.ts'

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'

await importAllSteps()
async function givenSubscription(admin: Person) {
  const { id } = await givenReadyCustomer(admin)
  const lineItems = [
    { lineItemNumber: 0, offerId: e3, quantity: 5 },
    { lineItemNumber: 1, offerId: audio, quantity: 5 },
  ]
  const { body } = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems } }), 201)
  const path = `/v1/customers/${id}/subscriptions/${body.lineItems[0].subscriptionId}`
  return { id, path, order: body, whole: must(await call('GET', path, { as: admin }), 200).body }
}

describe('update-subscription', () => {
  test('takes the whole resource back, changed, and gives it with a new etag', async () => {
    const { admin } = aProvider()
    const { path, whole } = await givenSubscription(admin)

    const reply = await call('PATCH', path, {
      as: admin,
      body: { ...whole, quantity: 8, friendlyName: 'More seats', unitType: 'none', billingType: 'none' },
    })

    expect(reply).toMatchObject({
      status: 200,
      body: { quantity: 8, friendlyName: 'More seats', status: 'active', autoRenewEnabled: whole.autoRenewEnabled },
    })
    expect(JSON.parse(atob(reply.body.attributes.etag))).toEqual({ id: whole.id.toLowerCase(), version: 2 })
    expect((await call('GET', path, { as: admin })).body).toEqual(reply.body)
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0]).toMatchObject({
      operationType: 'update_subscription',
      customizedData: expect.arrayContaining([{ key: 'Quantity', value: '8' }]),
    })
  })

  test('takes an SDK’s fresh object, whose defaults mean nothing', async () => {
    const { admin } = aProvider()
    const { path, whole, order, id } = await givenSubscription(admin)
    const fresh = {
      ...{
        Id: null,
        OfferId: null,
        EntitlementId: null,
        FriendlyName: null,
        Quantity: 0,
        UnitType: null,
        ParentSubscriptionId: null,
      },
      ...{
        CreationDate: '0001-01-01T00:00:00',
        EffectiveStartDate: '0001-01-01T00:00:00',
        Status: 'suspended',
        AutoRenewEnabled: false,
      },
      ...{ BillingType: 'none', BillingCycle: 'unknown', PartnerId: null, Attributes: { ObjectType: 'Subscription' } },
    }

    const reply = await call('PATCH', path, { as: admin, body: fresh })

    expect(reply).toMatchObject({
      status: 200,
      body: {
        status: 'suspended',
        quantity: 5,
        friendlyName: whole.friendlyName,
        autoRenewEnabled: whole.autoRenewEnabled,
        suspensionReasons: ['CustomerCancellation'],
      },
    })
    const addOn = await call('GET', `/v1/customers/${id}/subscriptions/${order.lineItems[1].subscriptionId}`, {
      as: admin,
    })
    expect(addOn.body.status).toBe('suspended')
    expect((await call('PATCH', path, { as: admin, body: { ...fresh, Status: 1 } })).body.status).toBe('active')
  })

  test.each([
    ['a quantity of 0 in the resource as it was read', { quantity: 0 }, 'whole', 'quantity'],
    ['a quantity of 0 alone', { quantity: 0 }, 'alone', 'quantity'],
    ['a reseller taken off the record', { partnerId: '' }, 'alone', 'partnerId'],
    [
      'instructions for the next term',
      { scheduledNextTermInstructions: { quantity: 9 } },
      'alone',
      'scheduledNextTermInstructions',
    ],
    [
      'instructions for the next charge',
      { nextChargeInstructions: { product: { productId: 'A' } } },
      'whole',
      'nextChargeInstructions',
    ],
    ['an end of its own', { customTermEndDate: '2027-01-31T00:00:00Z' }, 'whole', 'customTermEndDate'],
    ['further resellers', { additionalPartnerIdsOnRecord: ['4400009'] }, 'alone', 'additionalPartnerIdsOnRecord'],
  ])('%s is refused by its name, and nothing is changed', async (_, change, how, field) => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { path } = await givenSubscription(admin)
    must(await call('PATCH', path, { as: admin, body: { partnerId: reseller.partner.mpnId } }), 200)
    const whole = must(await call('GET', path, { as: admin }), 200).body
    const body = how === 'whole' ? { ...whole, ...change } : change

    expect(await call('PATCH', path, { as: admin, body })).toMatchObject({ status: 400, body: { data: [field] } })
    expect((await call('GET', path, { as: admin })).body).toEqual(whole)
  })

  test('no reseller stays none, and what is said without saying anything is not refused', async () => {
    const { admin } = aProvider()
    const { path } = await givenSubscription(admin)
    const body = {
      ...{ partnerId: '', friendlyName: 'Named', customTermEndDate: '0001-01-01T00:00:00', promotionId: '' },
      ...{ additionalPartnerIdsOnRecord: [], scheduledNextTermInstructions: { product: { termDuration: null } } },
    }

    const after = must(await call('PATCH', path, { as: admin, body }), 200).body

    expect(after.friendlyName).toBe('Named')
    expect(after).not.toHaveProperty('partnerId')
  })

  test.each(['body', 'header'])('a stale etag in the %s is 400/2055', async (where) => {
    const { admin } = aProvider()
    const { path, whole } = await givenSubscription(admin)
    must(await call('PATCH', path, { as: admin, body: { quantity: 6 } }), 200)
    const stale =
      where === 'body'
        ? { body: { ...whole, quantity: 7 } }
        : { body: { quantity: 7 }, headers: { 'if-match': `"${whole.attributes.etag}"` } }

    expect(await call('PATCH', path, { as: admin, ...stale })).toMatchObject({ status: 400, body: { code: 2055 } })
    expect(await call('PATCH', path, { as: admin, body: { quantity: 7, attributes: { etag: 'e1' } } })).toMatchObject({
      status: 400,
      body: { code: 2055 },
    })
  })

  test('a changed reseller is found under its MPN id, the former no more', async () => {
    const { admin, partner } = aProvider()
    const [one, other] = [await givenPartnership(admin), await givenPartnership(admin)]
    const { id, path } = await givenSubscription(admin)
    const { keys } = await import('../../../shared/command/tables.ts')
    const { endOf, range } = await import('../../../shared/azure/store.ts')
    const listed = async (mpnId: string) => {
      const from = keys.subscriptionByMpn(mpnId, id, '')
      return (await range('providers', partner.partnerId, { from, to: endOf(from) })).length
    }

    must(await call('PATCH', path, { as: admin, body: { partnerId: one.partner.mpnId } }), 200)
    must(await call('PATCH', path, { as: admin, body: { partnerId: other.partner.mpnId } }), 200)

    expect([await listed(one.partner.mpnId), await listed(other.partner.mpnId)]).toEqual([0, 1])
  })

  test.each([
    [{ quantity: -1 }, 400, 2000],
    [{ quantity: 1.5 }, 400, 2000],
    [{ quantity: 10_000_001 }, 400, 2002],
    [{ status: 'deleted' }, 400, 800040],
    [{ status: 'gone' }, 400, 2000],
    [{ billingCycle: 'annual' }, 400, 2054],
    [{ partnerId: '1234567' }, 404, 800015],
    [{ partnerId: 'x' }, 400, 2000],
    [{ friendlyName: 'x'.repeat(257) }, 400, 2000],
  ])('%o is refused with %d/%d', async (body, status, code) => {
    const { admin } = aProvider()
    const { path, whole } = await givenSubscription(admin)

    expect(await call('PATCH', path, { as: admin, body })).toMatchObject({ status, body: { code } })
    expect((await call('GET', path, { as: admin })).body).toEqual(whole)
  })

  test('ten changes at once all arrive, one after the other', async () => {
    const { admin } = aProvider()
    const { path } = await givenSubscription(admin)

    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => call('PATCH', path, { as: admin, body: { quantity: index + 6 } })),
    )

    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(JSON.parse(atob((await call('GET', path, { as: admin })).body.attributes.etag)).version).toBe(11)
  })

  test('of ten with one etag exactly one succeeds', async () => {
    const { admin } = aProvider()
    const { path, whole } = await givenSubscription(admin)

    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        call('PATCH', path, { as: admin, body: { ...whole, quantity: index + 6 } }),
      ),
    )

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ body }) => body.code === 2055)).toHaveLength(9)
  })
})

describe('list-subscription-addons and get-order', () => {
  test('give what hangs on a subscription, and the order behind it', async () => {
    const { admin } = aProvider()
    const { id, path, order } = await givenSubscription(admin)

    expect((await call('GET', `${path}/addons`, { as: admin })).body.items).toMatchObject([
      { id: order.lineItems[1].subscriptionId },
    ])
    expect(
      (await call('GET', `/v1/customers/${id}/orders/${order.id.toUpperCase()}?include_price=True`, { as: admin }))
        .body,
    ).toEqual(order)
    expect(await call('GET', `/v1/customers/${id}/orders/${randomUUID()}`, { as: admin })).toMatchObject({
      status: 404,
      body: { code: 20000 },
    })
  })
})
