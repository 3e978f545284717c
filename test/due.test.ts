import { randomUUID } from 'node:crypto'
import { TableClient, type TransactionAction } from '@azure/data-tables'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTableServer, type TableServer } from '../tools/bench/table-server/server.ts'
import { passTime } from './support/clock.ts'

const dayMs = 86_400_000
const kind = 'purgeSetupInfo'
const queue = 'purge-setup-info'

let server: TableServer
let due: typeof import('../shared/command/due.ts')
let retention: typeof import('../shared/command/retention.ts')
let accounts = 0

beforeAll(async () => {
  server = await startTableServer()
  process.env.AzureWebJobsStorage = server.connectionString
  due = await import('../shared/command/due.ts')
  retention = await import('../shared/command/retention.ts')
})
afterAll(() => server.stop())

const tableOf = (name: string) =>
  TableClient.fromConnectionString(server.connectionString, name, { allowInsecureConnection: true })

beforeEach(async () => {
  server.use(`account ${++accounts}`)
  await Promise.all([tableOf('due').createTable(), tableOf('providers').createTable()])
  server.reset()
})

const value = (id: string, ofKind = kind) => JSON.stringify({ kind: ofKind, providerId: 'p', id })
const left = () =>
  Array.fromAsync(tableOf('due').listEntities(), ({ partitionKey, rowKey }) => `${partitionKey} ${rowKey}`)
const enqueueDue = (now: Date) =>
  due.enqueueDue(kind, now, queue, ({ providerId, id }) => ({ providerId, customerId: id }))

/** Puts many rows into one partition, as fast as transactions do it. */
async function fill(table: string, partitionKey: string, keys: readonly string[], text = '{}'): Promise<void> {
  for (let from = 0; from < keys.length; from += 100) {
    const rows = keys.slice(from, from + 100)
    await tableOf(table).submitTransaction(
      rows.map((rowKey): TransactionAction => ['create', { partitionKey, rowKey, value: text }]),
    )
  }
}

/** As version 0.1.0 kept what is due: a day in one partition. */
const fillOldDay = (at: Date, count: number) => {
  const [day, instant] = [at.toISOString().slice(0, 10), at.toISOString()]
  const keys = Array.from({ length: count }, (_, index) => `${instant}!p!${String(index).padStart(5, '0')}`)
  return fill('due', `${kind}!${day}`, keys, value('c'))
}

test('what version 0.1.0 has noted is found, of today and of days before, beside what is noted now', async () => {
  const now = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`)
  const [past, yesterday, soon] = [-1, -dayMs, 1].map((ms) => new Date(now.getTime() + ms))
  await fillOldDay(yesterday ?? now, 3)
  await fillOldDay(past ?? now, 2)
  await fillOldDay(soon ?? now, 1)
  const ids = Array.from({ length: 40 }, () => randomUUID())
  await Promise.all(ids.map((id) => due.putDue(past ?? now, { kind, providerId: 'p', id })))
  await due.putDue(soon ?? now, { kind, providerId: 'p', id: 'soon' })

  expect(await enqueueDue(now)).toBe(45)

  expect(await left()).toEqual([
    expect.stringContaining((soon ?? now).toISOString()),
    expect.stringContaining('!p!soon'),
  ])
})

test('a day is spread over partitions, and the same is noted in the same place', async () => {
  const at = new Date()
  const ids = Array.from({ length: 200 }, (_, index) => `c${index}`)
  for (const _ of ['once', 'again']) await Promise.all(ids.map((id) => due.putDue(at, { kind, providerId: 'p', id })))

  const rows = await left()

  expect(rows).toHaveLength(200)
  expect(new Set(rows.map((row) => row.split(' ')[0])).size).toBe(16)
})

test('thousands of rows are read once each, told once each and deleted by the hundred', async () => {
  const yesterday = new Date(Date.now() - dayMs)
  await fillOldDay(yesterday, 2_500)
  server.reset()

  expect(await enqueueDue(new Date())).toBe(2_500)

  const { rowsScanned, tableCalls, queueCalls } = server.work
  expect(queueCalls).toBe(2_500)
  // The deletions look at each row again.
  expect(rowsScanned).toBeLessThan(2 * 2_500 + 10)
  expect(tableCalls).toBeLessThanOrEqual(3 + 25 + 1)
  expect(await left()).toEqual([])
})

test('a row that cannot be read holds up nothing else, and the timer fails', async () => {
  const yesterday = new Date(Date.now() - dayMs)
  await fill('due', `${kind}!${yesterday.toISOString().slice(0, 10)}`, ['2000!broken'], '{"kind":"nobody knows"}')
  await fillOldDay(yesterday, 150)

  await expect(enqueueDue(new Date())).rejects.toThrow('1 failures')

  expect(await left()).toEqual([expect.stringContaining('2000!broken')])
})

test('a row that somebody else has told and deleted meanwhile is no failure, nor are its neighbours', async () => {
  const yesterday = new Date(Date.now() - dayMs)
  await fillOldDay(yesterday, 150)

  await Promise.all([enqueueDue(new Date()), enqueueDue(new Date())])

  expect(await left()).toEqual([])
})

test('the purge looks at each kept answer once, however many it deletes', async () => {
  const partner = 'p'
  const keys = Array.from({ length: 6_000 }, (_, index) => `i!c!${String(index).padStart(5, '0')}`)
  await fill(
    'providers',
    partner,
    keys.filter((_, index) => index % 5 === 0),
  )
  passTime(8 * dayMs)
  await fill(
    'providers',
    partner,
    keys.filter((_, index) => index % 5 !== 0),
  )
  server.reset()

  await retention.purgePartner(partner, new Date())

  const { rowsScanned, entitiesWritten } = server.work
  expect(entitiesWritten).toBe(1_200)
  // Each deletion looks at its row once more.
  expect(rowsScanned).toBeLessThanOrEqual(6_000 + 1_200 + 20)
  expect(await Array.fromAsync(tableOf('providers').listEntities())).toHaveLength(4_800)
})
