import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenReadyCustomer, must } from '../../support/given.ts'

const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F'
const premium = '031C9E47-4802-4248-838E-778FB1D2CC05'

await importAllSteps()
async function givenSubscription(admin: Person, offerId: string, quantity: number) {
  const { id } = await givenReadyCustomer(admin)
  const { body } = must(
    await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems: [{ offerId, quantity }] } }),
    201,
  )
  return { path: `/v1/customers/${id}/subscriptions/${body.lineItems[0].subscriptionId}`, order: body }
}

describe('list-conversions and convert-trial', () => {
  test('a trial becomes a paid subscription: the same id, another offer, a term of a year', async () => {
    const { admin } = aProvider()
    const { path, order } = await givenSubscription(admin, trial, 25)
    const before = must(await call('GET', path, { as: admin }), 200).body
    const { items } = must(await call('GET', `${path}/conversions`, { as: admin }), 200).body

    const reply = await call('POST', `${path}/conversions`, {
      as: admin,
      body: { ...items[0], quantity: 10, billingCycle: 'Annual' },
    })

    expect(items).toEqual([
      {
        offerId: trial,
        targetOfferId: premium,
        orderId: order.id,
        quantity: 25,
        billingCycle: 'monthly',
        attributes: { objectType: 'Conversion' },
      },
    ])
    expect(reply).toMatchObject({
      status: 200,
      body: { subscriptionId: before.id, offerId: trial, targetOfferId: premium },
    })
    const after = must(await call('GET', path, { as: admin }), 200).body
    expect(after).toMatchObject({
      id: before.id,
      offerId: premium,
      quantity: 10,
      isTrial: false,
      billingCycle: 'annual',
      status: 'active',
    })
    expect(Date.parse(after.commitmentEndDate) - Date.parse(before.commitmentEndDate)).toBeGreaterThan(300 * 86_400_000)
    expect((await call('GET', `${path}/conversions`, { as: admin })).body.items).toEqual([])
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0].operationType).toBe(
      'convert_trial_subscription',
    )
  })

  test.each([
    [{ targetOfferId: trial }, 2012],
    [{}, 2000],
    [{ targetOfferId: premium, quantity: 301 }, 2002],
    [{ targetOfferId: premium, quantity: 1.5 }, 2000],
    [{ targetOfferId: premium, billingCycle: 'triennial' }, 2004],
  ])('%o is refused with %d and converts nothing', async (body, code) => {
    const { admin } = aProvider()
    const { path } = await givenSubscription(admin, trial, 25)

    expect(await call('POST', `${path}/conversions`, { as: admin, body })).toMatchObject({
      status: 400,
      body: { code },
    })
    expect((await call('GET', path, { as: admin })).body.isTrial).toBe(true)
  })

  test('what is no trial, or is suspended, has none', async () => {
    const { admin } = aProvider()
    const paid = await givenSubscription(admin, premium, 5)
    const suspended = await givenSubscription(admin, trial, 25)
    must(await call('PATCH', suspended.path, { as: admin, body: { status: 'suspended' } }), 200)

    for (const { path } of [paid, suspended])
      expect((await call('GET', `${path}/conversions`, { as: admin })).body.items).toEqual([])
  })
})
