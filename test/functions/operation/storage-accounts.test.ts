import { randomUUID } from 'node:crypto'
import { TableClient } from '@azure/data-tables'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadCatalogue } from '../../../infra/catalogue.ts'
import { moveSlots } from '../../../infra/move-slots.ts'
import { type Azurite, startAzurite } from '../../../local/azurite.ts'
import { createStorage } from '../../../local/storage.ts'
import { slotOf } from '../../../shared/azure/slots.ts'
import type { Person } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'

let home: Azurite
let second: Azurite
beforeAll(async () => {
  home = await startAzurite({ tablePort: 0, queuePort: 0 })
  second = await startAzurite({ tablePort: 0, queuePort: 0 })
  await createStorage(home.connectionString)
  await loadCatalogue('local/catalogue/offers.json', home)
})
afterAll(async () => {
  await home.stop()
  await second.stop()
})

/** The app anew, as a start with these settings loads it. */
async function load(tableAccounts: unknown) {
  vi.resetModules()
  Object.assign(process.env, {
    AzureWebJobsStorage: home.connectionString,
    TABLE_ACCOUNTS: tableAccounts === undefined ? '' : JSON.stringify(tableAccounts),
  })
  const { importAllSteps } = await import('../../support/all-steps.ts')
  await importAllSteps()
  const { call } = await import('../../support/call.ts')
  const { settled } = await import('../../../shared/command/outbox.ts')
  return { call, settled, ...(await import('../../support/given.ts')) }
}
type App = Awaited<ReturnType<typeof load>>

async function partitionsIn({ connectionString }: Azurite, table: string): Promise<string[]> {
  const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true })
  const keys = new Set<string>()
  for await (const { partitionKey = '' } of client.listEntities()) keys.add(partitionKey)
  return [...keys]
}

const offerId = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

async function onboard({ call, given, must }: App & { given: App['givenReadyCustomer'] }, admin: Person) {
  const { id } = await given(admin)
  const body = { lineItems: [{ offerId, quantity: 1 }] }
  must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body }), 201)
}

async function expectWhole({ call, must }: App, admin: Person, customers: number) {
  const { items } = must(await call('GET', '/v1/customers', { as: admin }), 200).body
  expect(items).toHaveLength(customers)
  for (const { id, companyProfile } of items) {
    expect(must(await call('GET', `/v1/customers/${id}/orders`, { as: admin }), 200).body.totalCount).toBe(1)
    expect((await call('HEAD', `/v1/domains/${companyProfile.domain}`, { as: admin })).status).toBe(200)
  }
}

test('the partitions of half of the slots move to a second account, and everything goes on', async () => {
  const before = await load(undefined)
  // Until both halves have a provider: ids are random.
  const admins: Person[] = []
  while (admins.length < 4 || new Set(admins.map(({ partner }) => slotOf(partner.partnerId) < 128)).size < 2)
    admins.push(aProvider().admin)
  for (const admin of admins) await onboard({ ...before, given: before.givenReadyCustomer }, admin)
  const [first] = admins as [Person]
  const reseller = await before.givenPartnership(first)
  await before.settled()
  const move = { from: home.connectionString, to: second.connectionString, slots: [128, 255] } as const

  const copied = await moveSlots({ ...move, isDelete: false })
  expect(await moveSlots({ ...move, isDelete: false })).toBe(copied)
  expect(await moveSlots({ ...move, isDelete: true })).toBe(copied)

  const after = await load([{ slots: '128-255', connectionString: second.connectionString }])
  for (const admin of admins) await expectWhole(after, admin, 1)
  for (const admin of admins) await onboard({ ...after, given: after.givenReadyCustomer }, admin)
  for (const admin of admins) await expectWhole(after, admin, 2)
  const { id } = await after.givenCustomer(first, { associatedPartnerId: reseller.partner.partnerId })
  const seen = await after.call('GET', '/v1/customers', { as: reseller.admin })
  expect(seen.body.items).toMatchObject([{ id }])

  for (const table of ['providers', 'uniq']) {
    const [here, there] = [await partitionsIn(home, table), await partitionsIn(second, table)]
    expect(here.every((partition) => slotOf(partition) < 128)).toBe(true)
    expect(there.every((partition) => slotOf(partition) >= 128)).toBe(true)
    // Providers are drawn until both halves have one; of names there are few, and all may be of one half.
    if (table === 'providers') expect(Math.min(here.length, there.length)).toBeGreaterThan(0)
    expect(here.length + there.length).toBeGreaterThan(0)
  }
})

test('what was written since the copy is not deleted', async () => {
  const { givenCustomer } = await load(undefined)
  let admin = aProvider().admin
  while (slotOf(admin.partner.partnerId) !== slotOf(admin.partner.partnerId) % 128) admin = aProvider().admin
  await givenCustomer(admin)
  const slot = slotOf(admin.partner.partnerId)
  const move = { from: home.connectionString, to: second.connectionString, slots: [slot, slot] } as const
  await moveSlots({ ...move, isDelete: false })
  const client = TableClient.fromConnectionString(home.connectionString, 'providers', { allowInsecureConnection: true })
  await client.upsertEntity({ partitionKey: admin.partner.partnerId, rowKey: `x!${randomUUID()}`, value: '{}' })

  await expect(moveSlots({ ...move, isDelete: true })).rejects.toThrow()
  expect(await partitionsIn(home, 'providers')).toContain(admin.partner.partnerId)
})

test.each([
  ['{', 'is not JSON'],
  ['[{"slots":"all","tableServiceUri":"https://x.example"}]', 'first and the last slot'],
  ['[{"slots":"0-256","tableServiceUri":"https://x.example"}]', 'slots run from 0 to 255'],
  ['[{"slots":"0-1"}]', 'tableServiceUri or connectionString'],
])('TABLE_ACCOUNTS = %s stops the start', async (value, problem) => {
  const { readSettings } = await import('../../../shared/azure/settings.ts')

  expect(() => readSettings({ ...process.env, TABLE_ACCOUNTS: value })).toThrow(
    new RegExp(`Twotier cannot start[\\s\\S]*TABLE_ACCOUNTS.*${problem}`),
  )
})
