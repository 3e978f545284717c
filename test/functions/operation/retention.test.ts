import { randomUUID } from 'node:crypto'
import type { Timer } from '@azure/functions'
import { QueueServiceClient } from '@azure/storage-queue'
import { expect, test } from 'vitest'
import { handler as purgePartner } from '../../../functions/partners/purge-partner.ts'
import { handler as purgePartners } from '../../../functions/partners/purge-partners.ts'
import { partitions, range, read, write } from '../../../shared/azure/store.ts'
import { settled } from '../../../shared/command/outbox.ts'
import * as retention from '../../../shared/command/retention.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aCustomer, aProvider, givenCustomer, must } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()

const dayMs = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * dayMs)
const answersOf = (partnerId: string) => range('providers', partnerId, { from: 'i!', to: 'j' })
const dueOf = async (partnerId: string) =>
  (await Array.fromAsync(partitions('due', { from: 'purgePartner!', to: 'purgePartner~', until: '~' })))
    .flat()
    .filter(({ value }) => (value as { providerId: string }).providerId === partnerId)

test('an answer that was stored goes after its 7 days, and nothing else does', async () => {
  const { admin, partner } = aProvider()
  const ask = { as: admin, body: aCustomer(), headers: { 'ms-requestid': randomUUID() } }
  const { id } = must(await call('POST', '/v1/customers', ask), 201).body
  await call('PATCH', `/v1/customers/${id}`, {
    as: admin,
    body: { AllowDelegatedAccess: false },
    headers: { 'ms-requestid': randomUUID() },
  })
  const before = await range('providers', partner.partnerId, { from: '', to: '~~' })
  expect(await answersOf(partner.partnerId)).not.toEqual([])

  await retention.purgePartner(partner.partnerId, inDays(6.9))
  expect(await range('providers', partner.partnerId, { from: '', to: '~~' })).toEqual(before)

  await retention.purgePartner(partner.partnerId, inDays(7.1))
  await retention.purgePartner(partner.partnerId, inDays(7.1))
  const after = await range('providers', partner.partnerId, { from: '', to: '~~' })
  expect(after).toEqual(before.filter(({ key }) => !key.startsWith('i!')))
})

test('a create that is repeated after its answer is gone still finds the customer it made', async () => {
  const { admin, partner } = aProvider()
  const ask = { as: admin, body: aCustomer(), headers: { 'ms-requestid': randomUUID() } }
  const { id } = must(await call('POST', '/v1/customers', ask), 201).body
  const root = await read('providers', partner.partnerId, `c!${id}!`)
  if (!root) throw new Error('the customer has no root')
  const value = root.value as { customer: object }
  const customer = { ...value.customer, createdAt: inDays(-8).toISOString() }
  await write('providers', { kind: 'replace', row: { ...root, value: { ...value, customer } }, etag: root.etag })
  await retention.purgePartner(partner.partnerId, inDays(8))
  expect(await answersOf(partner.partnerId)).toEqual([])

  const again = must(await call('POST', '/v1/customers', ask), 201).body
  expect(again).toMatchObject({ id, userCredentials: { userName: 'admin' } })
  expect(again.userCredentials.password).toBeUndefined()
})

test('more than one transaction’s worth of the delivery log goes after 90 days', async () => {
  const { partnerId } = aProvider().partner
  const rows = Array.from({ length: 101 }, (_, index) => `wh!delivery!${String(index).padStart(4, '0')}!98`)
  await Promise.all(
    rows.map((key) => write('providers', { kind: 'insert', row: { partition: partnerId, key, value: {} } })),
  )
  const log = () => range('providers', partnerId, { from: 'wh!', to: 'wi' })

  await retention.purgePartner(partnerId, inDays(89))
  expect(await log()).toHaveLength(101)
  await retention.purgePartner(partnerId, inDays(91))
  expect(await log()).toEqual([])
})

test('purge-partners and purge-partner: a partner that wrote today is noted once, and purged when the time has come', async () => {
  const { admin, partner } = aProvider()
  const { partnerId } = partner
  await Promise.all([givenCustomer(admin), givenCustomer(admin)])
  await settled()

  expect(await dueOf(partnerId)).toHaveLength(1)
  await purgePartners({} as Timer, watchedContext())
  expect(await dueOf(partnerId)).toHaveLength(1)

  const [due] = await dueOf(partnerId)
  const today = new Date().toISOString()
  const row = { partition: `purgePartner!${today.slice(0, 10)}`, key: `${today}!${partnerId}!old`, value: due?.value }
  await write('due', { kind: 'upsert', row })
  await purgePartners({} as Timer, watchedContext())
  const queue = QueueServiceClient.fromConnectionString(process.env.AzureWebJobsStorage ?? '').getQueueClient(
    'purge-partner',
  )
  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 })
  const messages = receivedMessageItems.map(({ messageText }) =>
    JSON.parse(Buffer.from(messageText, 'base64').toString()),
  )
  expect(messages).toContainEqual(expect.objectContaining({ providerId: partnerId }))
  for (const message of [...messages, ...messages]) await purgePartner(message, watchedContext())
  expect(await answersOf(partnerId)).not.toEqual([])
})
