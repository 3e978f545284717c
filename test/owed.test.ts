import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TableClient } from '@azure/data-tables'
import { QueueClient } from '@azure/storage-queue'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Azurite, startAzurite } from '../local/azurite.ts'
import { createStorage } from '../local/storage.ts'
import { passTime, secondMs } from './support/clock.ts'
import { ask, fire, startWorld, type World } from './support/faults/fault-world.ts'
import { isWrite } from './support/faults/proxy.ts'
import { givenDraft } from './support/given.ts'

let world: World
let other: Azurite
beforeAll(async () => {
  world = await startWorld()
  other = await startAzurite({ tablePort: 0, queuePort: 0 })
  await createStorage(other.connectionString)
})
beforeEach(async () => {
  world.proxy.revive()
  await world.renew()
})
afterAll(() => Promise.all([world.stop(), other.stop()]))

const outbox = async (partition: string) =>
  (await world.rows('providers', partition)).filter(({ key }) => key.startsWith('o!'))

/** An invitation that is sent, its process dead before the mail, its guard gone. */
async function givenOwed() {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)
  await ask(admin, `POST /v1/partnershiprequests/${id}/send`)
  await world.settled()
  return { partner, admin, id }
}

async function givenOwedAndForgotten() {
  world.proxy.judgeWith((call) =>
    isWrite(call) && call.path.includes('send-partnership-invite') ? 'refused' : 'through',
  )
  const owed = await givenOwed()
  world.proxy.revive()
  await world.queue('drain-outbox').clearMessages()
  expect(await outbox(owed.partner.partnerId)).toHaveLength(1)
  return owed
}

// First, while the emulator's clock is that of the script.
test('npm run owed tells what is owed in all accounts, and has it done', async () => {
  const { connectionString } = other
  const table = TableClient.fromConnectionString(connectionString, 'providers', { allowInsecureConnection: true })
  for (const rowKey of ['o!c1!00000001!0', 'o!c1!00000002!0', 'o!c2!00000001!0', 'p!x', 'n!o!'])
    await table.createEntity({ partitionKey: 'p1', rowKey, value: '{}' })
  const run = (...words: readonly string[]) =>
    promisify(execFile)(process.execPath, [join('infra', 'owed.ts'), '--tables', connectionString, ...words], {
      env: { PATH: process.env.PATH },
    })

  expect((await run()).stdout).toBe('0 owe something\n')
  expect((await run('--minutes', '0', '--queues', connectionString)).stdout).toBe(
    'p1 c1\np1 c2\n2 owe something; the service will do it now\n',
  )
  const queue = new QueueClient(connectionString, 'drain-outbox')
  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 9 })
  const told = receivedMessageItems.map(({ messageText }) => JSON.parse(Buffer.from(messageText, 'base64').toString()))
  expect(told).toEqual([
    { providerId: 'p1', aggregateId: 'c1' },
    { providerId: 'p1', aggregateId: 'c2' },
  ])
})

test('a row of an outbox whose guard has gone is found once it is old, and not before', async () => {
  const { partner } = await givenOwedAndForgotten()

  passTime(14 * 60 * secondMs)
  await fire('send-owed')
  expect(await outbox(partner.partnerId)).toHaveLength(1)

  passTime(2 * 60 * secondMs)
  await fire('send-owed')
  expect(await outbox(partner.partnerId)).toEqual([])
  expect(await world.waitingIn('send-partnership-invite')).toBe(1)
})

test('one outbox that cannot be emptied does not hold up the others, and the timer fails', async () => {
  const [one, two] = [await givenOwedAndForgotten(), await givenOwedAndForgotten()]
  const [row] = await outbox(one.partner.partnerId)
  const entity = { partitionKey: one.partner.partnerId, rowKey: row?.key ?? '', value: '{"kind":"nobody knows"}' }
  await world.table('providers').updateEntity(entity, 'Replace')
  passTime(16 * 60 * secondMs)

  await expect(fire('send-owed')).rejects.toThrow('1 outboxes')

  expect(await outbox(one.partner.partnerId)).toHaveLength(1)
  expect(await outbox(two.partner.partnerId)).toEqual([])
})
