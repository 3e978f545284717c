import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenPartnership, givenReadyCustomer, must } from '../../support/given.ts'

const premium = '031C9E47-4802-4248-838E-778FB1D2CC05'
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'

await importAllSteps()
async function givenSubscription(admin: Person, lines: readonly object[]) {
  const customer = await givenReadyCustomer(admin)
  const lineItems = lines.map((line, lineItemNumber) => ({ lineItemNumber, ...line }))
  const { body } = must(
    await call('POST', `/v1/customers/${customer.id}/orders`, { as: admin, body: { lineItems } }),
    201,
  )
  return { id: customer.id, path: `/v1/customers/${customer.id}/subscriptions/${body.lineItems[0].subscriptionId}` }
}
const upgradesOf = async (admin: Person, path: string) =>
  must(await call('GET', `${path}/upgrades`, { as: admin }), 200).body.items
const targetOf = (id: string) => ({ targetOffer: { id }, upgradeType: 1, isEligible: true, quantity: 0 })

describe('list-upgrades and upgrade-subscription', () => {
  test('the licences move to a new subscription with name and reseller, and the old one is deleted', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id, path } = await givenSubscription(admin, [
      { offerId: premium, quantity: 7, friendlyName: 'HQ', partnerIdOnRecord: reseller.partner.mpnId },
    ])
    const upgrades = await upgradesOf(admin, path)

    const reply = await call('POST', `${path}/upgrades`, { as: admin, body: targetOf(e3) })

    expect(upgrades.find(({ targetOffer }: { targetOffer: { id: string } }) => targetOffer.id === e3)).toMatchObject({
      isEligible: true,
      quantity: 7,
      upgradeType: 'upgrade_with_license_transfer',
      upgradeErrors: [],
    })
    expect(reply).toMatchObject({
      status: 200,
      body: { upgradeType: 2, upgradeErrors: [], licenseErrors: [], attributes: { objectType: 'UpgradeResult' } },
    })
    const target = must(
      await call('GET', `/v1/customers/${id}/subscriptions/${reply.body.targetSubscriptionId}`, { as: admin }),
      200,
    ).body
    expect(target).toMatchObject({
      offerId: e3,
      quantity: 7,
      friendlyName: 'HQ',
      partnerId: reseller.partner.mpnId,
      status: 'active',
    })
    expect((await call('GET', path, { as: admin })).body.status).toBe('deleted')
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0].operationType).toBe(
      'upgrade_subscription',
    )
  })

  test.each([
    ['suspended', 2],
    ['with an add-on', 6],
    ['without delegated administration', 1],
  ])('%s it cannot be upgraded, and the list says why with %d', async (why, code) => {
    const { admin } = aProvider()
    const lines = [
      { offerId: premium, quantity: 5 },
      ...(why === 'with an add-on' ? [{ offerId: audio, quantity: 5 }] : []),
    ]
    const { id, path } = await givenSubscription(admin, lines)
    if (why === 'suspended') must(await call('PATCH', path, { as: admin, body: { status: 'suspended' } }), 200)
    if (why.startsWith('without'))
      must(await call('PATCH', `/v1/customers/${id}`, { as: admin, body: { allowDelegatedAccess: false } }), 200)

    const [upgrade] = await upgradesOf(admin, path)

    expect(upgrade).toMatchObject({
      isEligible: false,
      upgradeErrors: [{ code, description: expect.stringMatching(/^[A-Z].* .*\.$/) }],
    })
    expect(await call('POST', `${path}/upgrades`, { as: admin, body: targetOf(upgrade.targetOffer.id) })).toMatchObject(
      { status: 400, body: { code: 2006 } },
    )
  })

  test('of ten at once exactly one upgrades', async () => {
    const { admin } = aProvider()
    const { id, path } = await givenSubscription(admin, [{ offerId: premium, quantity: 5 }])

    const replies = await Promise.all(
      Array.from({ length: 10 }, () => call('POST', `${path}/upgrades`, { as: admin, body: targetOf(e3) })),
    )

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const { items } = (await call('GET', `/v1/customers/${id}/subscriptions`, { as: admin })).body
    expect(items.filter(({ status }: { status: string }) => status === 'active')).toHaveLength(1)
  })

  test.each([[{}], [{ targetOffer: {} }], [{ targetOffer: 'x' }]])('%o is refused', async (body) => {
    const { admin } = aProvider()
    const { path } = await givenSubscription(admin, [{ offerId: premium, quantity: 5 }])

    expect(await call('POST', `${path}/upgrades`, { as: admin, body })).toMatchObject({
      status: 400,
      body: { code: 2000 },
    })
  })
})
