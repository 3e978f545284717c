import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { TableClient } from '@azure/data-tables'
import { QueueClient } from '@azure/storage-queue'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { backUp } from '../infra/table-backup.ts'
import { restore } from '../infra/table-restore.ts'
import type { Accounts } from '../infra/table-rows.ts'
import { type Azurite, azuriteConnectionString, startAzurite } from '../local/azurite.ts'
import { createStorage } from '../local/storage.ts'
import { slotOf } from '../shared/azure/slots.ts'
import { type TableName, tableNames } from '../shared/azure/storage-names.ts'
import { startProxy } from './support/faults/proxy.ts'

let servers: Azurite[]
let folder: string
beforeEach(async () => {
  servers = []
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
})
afterEach(async () => {
  await Promise.all(servers.map(({ stop }) => stop()))
  await rm(folder, { recursive: true })
})

async function anAccount(): Promise<string> {
  const azurite = await startAzurite({ tablePort: 0, queuePort: 0 })
  servers.push(azurite)
  await createStorage(azurite.connectionString)
  return azurite.connectionString
}

const alone = (home: string): Accounts => ({ home, further: [] })
const tableAt = (access: string, table: TableName) =>
  TableClient.fromConnectionString(access, table, { allowInsecureConnection: true })

/** What the service itself answers for every row, but when it was written. */
async function wireRows(access: string, table: TableName): Promise<string[]> {
  const rows: string[] = []
  for await (const page of tableAt(access, table).listEntities({ disableTypeConversion: true }).byPage())
    rows.push(...page.map((row) => JSON.stringify(ownOf(row))))
  return rows
}

function ownOf({ etag: _, timestamp: __, ...row }: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('odata')))
}

async function wireTables(...accesses: readonly string[]): Promise<unknown> {
  const all = tableNames.map(async (table) => {
    const rows = await Promise.all(accesses.map((access) => wireRows(access, table)))
    return [table, rows.flat().sort()]
  })
  return Object.fromEntries(await Promise.all(all))
}

const partition = (slot: number): string => {
  for (;;) {
    const id = randomUUID()
    if (slotOf(id) === slot) return id
  }
}

const awkward = {
  value: '{"name":"Zoë – 東京 – Ω","note":"line\\nbreak \\u2028 and \\"quotes\\""}',
  value1: 'x'.repeat(32_000),
  whole: 7,
  fraction: 1.5,
  big: { type: 'Int64', value: '9007199254740993' },
  at: new Date('2026-01-02T03:04:05.678Z'),
  bytes: new Uint8Array([0, 255, 10, 13]),
  id: { type: 'Guid', value: 'ae32af1e-5a0d-4f0e-8a9b-0c9a6f3f2d11' },
  isSo: false,
}

async function fill(access: string, partitions: readonly string[]): Promise<void> {
  for (const table of tableNames)
    for (const partitionKey of partitions) {
      const rows = Array.from({ length: 120 }, (_, index) => ({
        partitionKey,
        rowKey: `r!${1000 + index}`,
        value: '{}',
      }))
      for (const half of [rows.slice(0, 60), rows.slice(60)])
        await tableAt(access, table).submitTransaction(half.map((row) => ['create', row]))
      await tableAt(access, table).createEntity({ partitionKey, rowKey: "z!$'%+é", ...awkward })
    }
}

describe('a backup', () => {
  test('holds every row of every table, and restores it to the last byte and type', async () => {
    const [from, to] = [await anAccount(), await anAccount()]
    await fill(from, [partition(1), partition(200)])

    const { rows, changed } = await backUp(alone(from), join(folder, 'b'))
    await restore(join(folder, 'b'), alone(to), false)

    expect(rows).toEqual({ providers: 242, uniq: 242, due: 242, catalog: 242 })
    expect(changed).toEqual([])
    expect(await wireTables(to)).toEqual(await wireTables(from))
  })

  test('of several accounts is restored into one, and of one into several', async () => {
    const [home, second, one] = [await anAccount(), await anAccount(), await anAccount()]
    const spread = { home, further: [{ first: 128, last: 255, access: second }] }
    const [low, high] = [partition(127), partition(128)]
    await fill(one, [low, high])

    await backUp(alone(one), join(folder, 'one'))
    await restore(join(folder, 'one'), spread, false)
    const restored = await wireTables(home, second)
    // What was moved away lies in the old account until it is deleted there, and is out of date.
    await tableAt(home, 'providers').createEntity({ partitionKey: high, rowKey: 'old', value: '{}' })
    const { rows } = await backUp(spread, join(folder, 'spread'))

    expect(restored).toEqual(await wireTables(one))
    expect(rows.providers).toBe(242)
    expect(
      new Set((await readFile(join(folder, 'spread', 'providers.ndjson'), 'utf8')).match(/"rowKey":"old"/g)),
    ).toEqual(new Set())
    const keys = await Array.fromAsync(tableAt(second, 'providers').listEntities(), (row) => row.partitionKey)
    expect(new Set(keys)).toEqual(new Set([high]))
  })

  test('names partitions that were written to while they were read', async () => {
    const [still, busy] = [partition(1), partition(2)]
    const access = await anAccount()
    await fill(access, [still, busy])
    const proxy = await startProxy()
    onTestFinished(proxy.stop)
    const { tablePort = 0, queuePort = 0 } = servers[0] ?? {}
    proxy.passOnTo({ tables: tablePort, queues: queuePort, mail: 0 })
    let readings = 0
    proxy.judgeWith(async ({ path }) => {
      if (path.includes('/providers()') && ++readings === 2)
        await tableAt(access, 'providers').upsertEntity({ partitionKey: busy, rowKey: 'r!1000', value: '{"v":2}' })
      return 'through' as const
    })

    const behind = azuriteConnectionString({ tablePort: proxy.ports.tables, queuePort: proxy.ports.queues })
    const { changed } = await backUp(alone(behind), join(folder, 'b'))

    expect(changed).toEqual([`providers ${busy}`])
  })

  test('is never written into a folder that has one', async () => {
    const access = await anAccount()
    await backUp(alone(access), folder)

    await expect(backUp(alone(access), folder)).rejects.toMatchObject({ code: 'EEXIST' })
  })
})

describe('restoring', () => {
  const takeBackup = async (access: string) => backUp(alone(access), join(folder, 'b'))

  test('writes nothing at all where one table has a row, unless told to', async () => {
    const [from, to] = [await anAccount(), await anAccount()]
    const id = partition(1)
    await fill(from, [id])
    await takeBackup(from)
    const newer = { partitionKey: id, rowKey: 'r!1000', value: '{"newer":true}' }
    await tableAt(to, 'catalog').createEntity(newer)

    await expect(restore(join(folder, 'b'), alone(to), false)).rejects.toThrow(/^catalog at .* has rows/)
    expect(await wireTables(to)).toMatchObject({ providers: [], uniq: [], due: [] })
    await restore(join(folder, 'b'), alone(to), true)

    expect(await wireTables(to)).toEqual(await wireTables(from))
  })

  test('refuses a backup that did not come to its end, and one that lost a line', async () => {
    const [from, to] = [await anAccount(), await anAccount()]
    await fill(from, [partition(1)])
    await takeBackup(from)
    const [manifest, rows] = [join(folder, 'b', 'manifest.json'), join(folder, 'b', 'uniq.ndjson')]
    const text = await readFile(rows, 'utf8')

    await writeFile(rows, text.slice(text.indexOf('\n') + 1))
    await expect(restore(join(folder, 'b'), alone(to), false)).rejects.toThrow(/has 120 rows, not 121/)
    await rm(manifest)
    await expect(restore(join(folder, 'b'), alone(to), false)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await wireTables(to)).toMatchObject({ providers: [], catalog: [] })
  })

  test('by command, has done what was committed but not finished, through the new queues', async () => {
    const [from, to] = [await anAccount(), await anAccount()]
    const outbox = (version: number) => ({ partitionKey: 'p1', rowKey: `o!c1!0000000${version}!0`, value: '{}' })
    for (const version of [1, 2]) await tableAt(from, 'providers').createEntity(outbox(version))

    await run('backup.ts', '--folder', join(folder, 'b'), '--tables', from)
    const untold = await run('restore.ts', '--no-service', '--folder', join(folder, 'b'), '--tables', to)
    const words = ['--no-service', '--folder', join(folder, 'b'), '--tables', to, '--queues', to, '--overwrite']
    const told = await run('restore.ts', ...words)

    expect([untold.stdout, told.stdout]).toEqual([
      '1 things are not finished: say --queues if their messages are gone\nRestored\n',
      'Restored\n',
    ])
    const { receivedMessageItems } = await new QueueClient(to, 'drain-outbox').receiveMessages({ numberOfMessages: 9 })
    expect(
      receivedMessageItems.map(({ messageText }) => JSON.parse(Buffer.from(messageText, 'base64').toString())),
    ).toEqual([{ providerId: 'p1', aggregateId: 'c1' }])
  })
})

const execute = promisify(execFile)

function run(script: string, ...words: readonly string[]) {
  return execute(process.execPath, [join(import.meta.dirname, '..', 'infra', script), ...words])
}
