import { odata, TableClient, type TransactionAction } from '@azure/data-tables'
import { QueueClient } from '@azure/storage-queue'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Azurite, startAzurite } from '../local/azurite.ts'
import { startTableServer, type TableServer } from '../tools/bench/table-server/server.ts'
import { SortedMap } from '../tools/bench/table-server/sorted-map.ts'

let azurite: Azurite
let server: TableServer

beforeAll(async () => {
  azurite = await startAzurite({ tablePort: 0, queuePort: 0 })
  server = await startTableServer()
})

afterAll(async () => {
  await Promise.all([azurite.stop(), server.stop()])
})

let tableNumber = 0
let ours: TableClient
let theirs: TableClient

beforeEach(async () => {
  tableNumber++
  ours = tableOf(server.connectionString)
  theirs = tableOf(azurite.connectionString)
  await Promise.all([ours.createTable(), theirs.createTable()])
  server.reset()
})

function tableOf(connectionString: string, name = `things${tableNumber}`): TableClient {
  const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } }
  return TableClient.fromConnectionString(connectionString, name, options)
}

type Step = (client: TableClient, etags: Record<string, string>) => Promise<unknown>

const stale = `W/"datetime'2020-01-01T00%3A00%3A00.0000000Z'"`
const entity = (rowKey: string, value = 'x', partitionKey = 'p') => ({ partitionKey, rowKey, value })
const get =
  (rowKey: string, partitionKey = 'p'): Step =>
  (client) =>
    client.getEntity(partitionKey, rowKey)
const create =
  (...rowKeys: readonly string[]): Step =>
  async (client) => {
    for (const rowKey of rowKeys) await client.createEntity(entity(rowKey, `value of ${rowKey}`))
  }
const remember =
  (rowKey: string): Step =>
  async (client, etags) => {
    etags[rowKey] = String((await client.getEntity('p', rowKey)).etag)
  }
const transaction =
  (...actions: readonly TransactionAction[]): Step =>
  (client) =>
    client.submitTransaction([...actions])
const list =
  (filter: string | undefined, maxPageSize: number): Step =>
  async (client) => {
    const queryOptions = filter === undefined ? {} : { filter }
    return Array.fromAsync(client.listEntities({ queryOptions }).byPage({ maxPageSize }), (page) => [...page])
  }
const prefix = (from: string, to: string): string =>
  odata`PartitionKey eq ${'p'} and RowKey ge ${from} and RowKey lt ${to}`

/** Runs all steps on one service and gives what came of each; etags are counted for each row. */
async function outcomesOf(client: TableClient, steps: readonly Step[]): Promise<unknown[]> {
  const seen = new Map<string, string[]>()
  const etags: Record<string, string> = {}
  const outcomes: unknown[] = []
  for (const step of steps) outcomes.push(comparable(await outcomeOf(step(client, etags)), seen))
  return outcomes
}

async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { ok: await work }
  } catch (error) {
    const { statusCode, code, details } = error as {
      statusCode?: number
      code?: string
      details?: { odataError?: { code?: string } }
    }
    return { statusCode, code: code ?? details?.odataError?.code }
  }
}

const left = new Set([
  'etag',
  'status',
  'subResponses',
  'statusCode',
  'code',
  'ok',
  'partitionKey',
  'rowKey',
  'timestamp',
])
const isOfEntity = (key: string): boolean => /^(value|one|two|three|more|other|flag|count)$/.test(key)

/** Without what differs from call to call. The emulator may give two rows of a batch the same etag: each row has its own count. */
function comparable(outcome: unknown, seen: Map<string, string[]>): unknown {
  if (Array.isArray(outcome)) return outcome.map((item) => comparable(item, seen))
  if (typeof outcome !== 'object' || outcome === null) return outcome
  const { rowKey, etag } = outcome as { rowKey?: string; etag?: string }
  const entries = Object.entries(outcome)
    .filter(([key]) => left.has(key) || isOfEntity(key))
    .map(([key, value]) => [key, comparable(value, seen)] as const)
  const common = { ...Object.fromEntries(entries), ...('timestamp' in outcome && { timestamp: 'some' }) }
  if (etag === undefined) return common
  // The answer to a write does not say which row it is of, unless it was inserted in a batch.
  if (rowKey === undefined) return { ...common, etag: 'some' }
  const earlier = seen.get(rowKey) ?? []
  if (!earlier.includes(etag)) seen.set(rowKey, [...earlier, etag])
  return { ...common, etag: `number ${(seen.get(rowKey) ?? []).indexOf(etag)}` }
}

const scenarios: Record<string, readonly Step[]> = {
  'an entity is created once and read with its etag': [create('a'), create('a'), get('a'), get('b'), get('a', 'other')],
  'the etag of a write is the one that is read': [
    async (client) => {
      const written = await client.createEntity(entity('a'))
      const read = await client.getEntity('p', 'a')
      const changed = await client.updateEntity(entity('a', 'y'), 'Replace', { etag: String(written.etag) })
      const { subResponses } = await client.submitTransaction([
        ['update', entity('a', 'z'), 'Replace', { etag: String(changed.etag) }],
      ])
      const last = await client.getEntity('p', 'a')
      return [read.etag === written.etag, changed.etag === written.etag, last.etag === subResponses[0]?.etag]
    },
    get('a'),
  ],
  'a replace drops what it does not name, a merge keeps it': [
    (client) => client.createEntity({ ...entity('a'), one: 'one', flag: true, count: 3 }),
    (client) => client.updateEntity({ ...entity('a'), two: 'two' }, 'Merge'),
    get('a'),
    (client) => client.updateEntity({ ...entity('a'), three: 'three' }, 'Replace'),
    get('a'),
  ],
  'an update needs the entity, and its etag when one is given': [
    (client) => client.updateEntity(entity('a'), 'Replace'),
    (client) => client.updateEntity(entity('a'), 'Merge', { etag: stale }),
    create('a'),
    remember('a'),
    (client) => client.updateEntity(entity('a', 'y'), 'Replace', { etag: stale }),
    (client) => client.updateEntity(entity('a', 'y'), 'Merge', { etag: stale }),
    (client, etags) => client.updateEntity(entity('a', 'z'), 'Replace', { etag: etags.a! }),
    (client, etags) => client.updateEntity(entity('a', 'again'), 'Replace', { etag: etags.a! }),
    get('a'),
  ],
  'an upsert inserts or changes': [
    (client) => client.upsertEntity(entity('a', 'first'), 'Replace'),
    (client) => client.upsertEntity({ partitionKey: 'p', rowKey: 'a', other: 'second' }, 'Replace'),
    get('a'),
    (client) => client.upsertEntity(entity('a', 'third'), 'Merge'),
    (client) => client.upsertEntity(entity('b', 'fourth'), 'Merge'),
    get('a'),
    get('b'),
  ],
  'a delete needs the entity, and its etag when one is given': [
    create('a', 'b'),
    (client) => client.deleteEntity('p', 'a', { etag: stale }),
    (client) => client.deleteEntity('p', 'a'),
    (client) => client.deleteEntity('p', 'a'),
    remember('b'),
    (client, etags) => client.deleteEntity('p', 'b', { etag: etags.b! }),
    get('b'),
  ],
  'a deleted entity can be created anew': [
    create('a'),
    (client) => client.deleteEntity('p', 'a'),
    create('a'),
    get('a'),
  ],
  'a query gives a range in key order, a page at a time': [
    create('b1', 'a9', 'b3', 'b20', 'b2', 'c', 'B', 'b', 'b~', 'b!'),
    list(prefix('b', 'c'), 3),
    list(prefix('b', 'c'), 6),
    list(prefix('b', 'c'), 7),
    list(prefix('b2', 'b2'), 10),
    list(prefix('x', 'y'), 10),
    list(odata`PartitionKey eq ${'p'} and RowKey gt ${'b2'} and RowKey le ${'b3'}`, 10),
    list(odata`PartitionKey eq ${'p'}`, 1000),
  ],
  'a query gives a range of partitions': [
    async (client) => {
      for (const partition of ['d!1', 'd!2', 'd!3', 'e!1', 'c!9'])
        for (const row of ['2', '1']) await client.createEntity(entity(row, partition, partition))
    },
    list(odata`PartitionKey ge ${'d!'} and PartitionKey lt ${'d!3'}`, 1000),
    list(odata`PartitionKey ge ${'d!'} and PartitionKey lt ${'d"'}`, 3),
    list(odata`PartitionKey gt ${'d!1'} and PartitionKey le ${'e!1'}`, 1000),
    list(undefined, 4),
  ],
  'keys and values hold what Table Storage allows': [
    create(`it's`, 'n!~2f%20 & + = ( ) | é 한국 🙂', ''),
    get(`it's`),
    get('n!~2f%20 & + = ( ) | é 한국 🙂'),
    get(''),
    (client) => client.updateEntity(entity('n!~2f%20 & + = ( ) | é 한국 🙂', 'ÿ\r\n"{}\\ 🙂 --changeset_'), 'Replace'),
    list(prefix('n!', 'n"'), 10),
  ],
  'a batch does everything': [
    create('a', 'b', 'c'),
    remember('a'),
    (client, etags) =>
      client.submitTransaction([
        ['create', entity('d', 'é 한국 🙂 {"a":[1]}')],
        ['update', entity('a', 'replaced'), 'Replace', { etag: etags.a! }],
        ['update', { partitionKey: 'p', rowKey: 'b', more: 'merged' }, 'Merge'],
        ['upsert', entity('e', 'upserted'), 'Replace'],
        ['delete', entity('c')],
      ]),
    list(prefix('a', 'z'), 100),
    transaction(['create', entity('n!한국 é ~2f%')], ['upsert', entity('f')]),
    get('n!한국 é ~2f%'),
  ],
  'a batch with one wrong operation does nothing': [
    create('a', 'b'),
    transaction(['create', entity('x1')], ['create', entity('a', 'taken')], ['create', entity('x2')]),
    transaction(['create', entity('x1')], ['update', entity('a', 'y'), 'Replace', { etag: stale }]),
    transaction(['create', entity('x1')], ['update', entity('missing'), 'Replace', { etag: stale }]),
    transaction(['delete', entity('a')], ['upsert', entity('b', 'y')], ['delete', entity('missing')]),
    transaction(['update', entity('b', 'y'), 'Merge'], ['create', entity('b')]),
    transaction(['create', entity('x1')], ['upsert', entity('x1', 'twice')]),
    list(prefix('a', 'z'), 100),
  ],
  'a batch of one hundred is the longest that goes through': [
    transaction(...Array.from({ length: 100 }, (_, index): TransactionAction => ['create', entity(`r${index}`)])),
    list(prefix('r', 's'), 1000),
  ],
  'a table that is not there is said to be missing': [
    (client) => client.deleteTable().catch(() => undefined),
    (client) => tableOf(connectionStringOf(client), 'nowhere').getEntity('p', 'a'),
    (client) => tableOf(connectionStringOf(client), 'nowhere').createEntity(entity('a')),
  ],
}

const connectionStringOf = (client: TableClient): string =>
  client === ours ? server.connectionString : azurite.connectionString

describe('the table server answers as the emulator does', () => {
  test.for(Object.entries(scenarios))('%s', async ([, steps]) => {
    expect(await outcomesOf(ours, steps)).toEqual(await outcomesOf(theirs, steps))
  })

  test('ten at once: one wins', async () => {
    const race = async (client: TableClient) => {
      await client.createEntity(entity('a'))
      const { etag } = await client.getEntity('p', 'a')
      const attempts = Array.from({ length: 10 }, (_, index) =>
        outcomeOf(
          client.submitTransaction([
            ['update', entity('a', `by ${index}`), 'Replace', { etag }],
            ['create', entity('only one')],
          ]),
        ),
      )
      const outcomes = await Promise.all(attempts)
      return outcomes.map((outcome) => JSON.stringify(outcome).slice(0, 5)).sort()
    }

    expect(await race(ours)).toEqual(await race(theirs))
  })

  test('a message can be taken back once', async () => {
    const outcomes = async (connectionString: string) => {
      const queue = new QueueClient(connectionString, 'some-queue', { retryOptions: { maxTries: 1 } })
      await queue.create()
      const { messageId, popReceipt } = await queue.sendMessage('aGk=', {
        visibilityTimeout: 90,
        messageTimeToLive: -1,
      })
      const remove = () => queue.deleteMessage(messageId, popReceipt).then(({ _response }) => _response.status)
      return [await remove(), await remove().catch(({ statusCode }) => statusCode)]
    }

    expect(await outcomes(server.connectionString)).toEqual(await outcomes(azurite.connectionString))
  })
})

describe('the table server counts', () => {
  test('calls, entities written and rows scanned', async () => {
    await create('a', 'b', 'c', 'd')(ours, {})
    await transaction(['create', entity('e')], ['delete', entity('a')])(ours, {})
    await get('b')(ours, {})
    server.reset()
    await list(prefix('b', 'e'), 2)(ours, {})
    await outcomeOf(create('b')(ours, {}))
    await transaction(['create', entity('f')], ['delete', entity('b')])(ours, {})

    expect(server.work).toMatchObject({
      tableCalls: 4,
      queueCalls: 0,
      entitiesWritten: 2,
      rowsScanned: 4,
      rowsReturned: 3,
    })
    expect(server.calls.map(({ kind }) => kind)).toEqual(['query', 'query', 'write', 'batch'])
  })

  test('keeps accounts apart', async () => {
    server.use('other')
    await ours.createTable()
    await create('a')(ours, {})
    server.use('main')
    const inMain = await outcomeOf(get('a')(ours, {}))
    server.use('other')
    const inOther = await outcomeOf(get('a')(ours, {}))

    expect(inMain).toMatchObject({ statusCode: 404 })
    expect(inOther).toMatchObject({ ok: { rowKey: 'a' } })
  })
})

describe('a sorted map', () => {
  test('holds what a plain map and a sort hold, whatever the order of inserts and deletes', () => {
    const sorted = new SortedMap<number>()
    const plain = new Map<string, number>()
    for (let index = 0; index < 20_000; index++) {
      const key = String((index * 7919) % 10_007)
      if (index % 3 === 2) {
        sorted.delete(key)
        plain.delete(key)
      } else {
        sorted.set(key, index)
        plain.set(key, index)
      }
    }
    const expected = [...plain].sort(([one], [other]) => (one < other ? -1 : 1))

    expect(sorted.size).toBe(plain.size)
    expect([...sorted.range('', '\uffff')]).toEqual(expected)
    expect([...sorted.range('5', '51')]).toEqual(expected.filter(([key]) => key >= '5' && key < '51'))
    expect(expected.every(([key, value]) => sorted.get(key) === value)).toBe(true)
  })

  test('is empty when everything was deleted', () => {
    const sorted = new SortedMap<number>()
    const keys = Array.from({ length: 5_000 }, (_, index) => String(index))
    for (const key of keys) sorted.set(key, 1)
    for (const key of keys) sorted.delete(key)

    expect([sorted.size, ...sorted.range('', '\uffff')]).toEqual([0])
  })
})
