import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { read, write } from '../../../shared/azure/store.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aProvider, givenReadyCustomer, must } from '../../support/given.ts'

await importAllSteps()
const addOns = 110

/** A base with more active add-ons than a transaction holds rows. */
async function givenLargeBase() {
  const { admin, partner } = aProvider('sandbox')
  const { id } = await givenReadyCustomer(admin)
  const lineItems = [{ lineItemNumber: 0, offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 5 }]
  const order = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems } }), 201).body
  const base: string = order.lineItems[0].subscriptionId
  const row = await read('providers', partner.partnerId, `c!${id}!s!${base.toLowerCase()}`)
  if (!row) throw new Error('the base has no row')
  const names = Array.from({ length: addOns }, () => randomUUID().toUpperCase())
  for (const subscriptionId of names) {
    const value = { ...Object(row.value), subscriptionId, parentSubscriptionId: base }
    const key = `c!${id}!s!${subscriptionId.toLowerCase()}`
    await write('providers', { kind: 'insert', row: { partition: partner.partnerId, key, value } })
  }
  const suspend = (subscriptionId: string) =>
    call('PATCH', `/v1/customers/${id}/subscriptions/${subscriptionId}`, { as: admin, body: { status: 'suspended' } })
  const path = `/v1/customers/${id}`
  const cancel = () =>
    call('PATCH', `${path}/orders/${order.id}`, { as: admin, body: { ...order, status: 'cancelled' } })
  const end = () => call('PATCH', path, { as: admin, body: { relationshipToPartner: 'none' } })
  return { base, names, suspend, cancel, end }
}

test('what is more than a transaction holds is refused with the way out, and the way leads out', async () => {
  const { base, names, suspend, cancel, end } = await givenLargeBase()

  expect(await cancel()).toMatchObject({ status: 400, body: { code: 971015 } })
  expect(await end()).toMatchObject({ status: 400, body: { code: 971023 } })

  expect(await suspend(base)).toMatchObject({ status: 400, body: { code: 971015 } })
  for (const name of names.slice(0, 20)) must(await suspend(name), 200)

  expect((await suspend(base)).body.status).toBe('suspended')
  expect((await end()).status).toBe(200)
})
