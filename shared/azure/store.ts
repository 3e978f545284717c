import {
  odata,
  TableClient,
  type TableEntity,
  type TableEntityQueryOptions,
  type TransactionAction,
} from '@azure/data-tables'
import { storageAccountOf } from './accounts.ts'
import { type Access, settings } from './settings.ts'
import type { TableName } from './storage-names.ts'
import { logUnexpected } from './telemetry.ts'

/** One row: its keys and one JSON value. Everything the business knows of a row is in `value`. */
export interface Row {
  readonly partition: string
  readonly key: string
  readonly value: unknown
}

/** A row as it was read; `etag` proves to a later write that nobody was faster. */
export interface StoredRow extends Row {
  readonly etag: string
}

export type Write =
  | { readonly kind: 'insert' | 'upsert'; readonly row: Row }
  | { readonly kind: 'replace'; readonly row: Row; readonly etag: string }
  | { readonly kind: 'delete'; readonly row: Pick<Row, 'partition' | 'key'> }

/** Somebody else wrote first, or our own earlier attempt did: read again and decide anew. */
export class Conflict extends Error {
  override readonly name: string = 'Conflict'
}

/** Whether a write was done is not known, as no answer told: to be read again like after a conflict, where it may be found done. */
export class Unanswered extends Conflict {
  override readonly name = 'Unanswered'
}

const clients = new Map<Access, Map<TableName, Promise<TableClient>>>()

/** The table where this partition of it lies. */
function clientOf(table: TableName, partition: string): Promise<TableClient> {
  return clientIn(storageAccountOf(table, partition), table)
}

function clientIn(access: Access, table: TableName): Promise<TableClient> {
  const ofAccount = clients.get(access) ?? new Map<TableName, Promise<TableClient>>()
  const client = ofAccount.get(table) ?? connect(access, table)
  clients.set(access, ofAccount.set(table, client))
  return client
}

async function connect(access: Access, table: TableName): Promise<TableClient> {
  // The SDK's default of 1 s before the first retry would make every passing fault a slow answer.
  const options = { retryOptions: { maxRetries: 3, retryDelayInMs: 50 } }
  if ('connectionString' in access)
    return TableClient.fromConnectionString(access.connectionString, table, {
      ...options,
      allowInsecureConnection: true,
    })
  const { identity } = await import('./identity.ts')
  return new TableClient(access.endpoint, table, identity(), options)
}

/** Reads one row. */
export async function read(table: TableName, partition: string, key: string): Promise<StoredRow | undefined> {
  const client = await clientOf(table, partition)
  try {
    return fromEntity(await client.getEntity<TableEntity>(partition, key))
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}

/** Reads rows of one partition with `from` ≤ key < `to`, in key order, at most `limit` of them; follows the service's short pages. */
export async function range(
  table: TableName,
  partition: string,
  {
    from,
    to,
    limit = Number.POSITIVE_INFINITY,
  }: { readonly from: string; readonly to: string; readonly limit?: number },
): Promise<StoredRow[]> {
  const client = await clientOf(table, partition)
  return query(client, odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`, limit)
}

/**
 * Reads the rows with key < `until` of all partitions with `from` ≤ partition < `to`, page by page: only where they lie in one
 * account. Each page goes on behind the last, also when its rows are deleted meanwhile.
 */
export async function* partitions(
  table: 'due',
  { from, to, until }: { readonly from: string; readonly to: string; readonly until: string },
): AsyncGenerator<StoredRow[]> {
  const client = await clientOf(table, from)
  const filter = odata`PartitionKey ge ${from} and PartitionKey lt ${to} and RowKey lt ${until}`
  for await (const page of pagesOf(client, { filter }, longestPage)) yield page.map(fromEntity)
}

/** The keys of all rows of one partition with `from` ≤ key < `to`, in their order: for counting, and where a key says enough. */
export async function keysIn(
  table: TableName,
  partition: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const client = await clientOf(table, partition)
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`
  const entities = client.listEntities<TableEntity>({ queryOptions: { filter, select: ['RowKey'] } })
  return Array.fromAsync(entities, ({ rowKey = '' }) => rowKey)
}

/**
 * The keys of rows of one partition with `from` ≤ key < `to` that nobody wrote since `before`, at most `size` a page. Each page
 * goes on behind the last, also when its rows are deleted meanwhile: no row is looked at twice.
 */
export async function* keysOlderThan(
  table: TableName,
  partition: string,
  {
    from,
    to,
    before,
    size,
  }: { readonly from: string; readonly to: string; readonly before: Date; readonly size: number },
): AsyncGenerator<string[]> {
  const client = await clientOf(table, partition)
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to} and Timestamp lt ${before}`
  for await (const page of pagesOf(client, { filter, select: ['RowKey'] }, size))
    yield page.map(({ rowKey = '' }) => rowKey)
}

const longestPage = 1000

function pagesOf(client: TableClient, queryOptions: TableEntityQueryOptions, maxPageSize: number) {
  return client.listEntities<TableEntity>({ queryOptions }).byPage({ maxPageSize })
}

async function query(client: TableClient, filter: string, limit: number): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for await (const page of pagesOf(client, { filter }, Math.min(limit, longestPage))) {
    for (const entity of page) rows.push(fromEntity(entity))
    if (rows.length >= limit) break
  }
  return rows.slice(0, limit)
}

/** Writes rows of one partition, all or none. @throws {Conflict} when a row is not as the write expects it */
export async function transact(table: TableName, writes: readonly Write[]): Promise<void> {
  const [first] = writes
  if (!first) return
  refuseWhileMaintained()
  assertOneTransaction(writes, first.row.partition)
  const client = await clientOf(table, first.row.partition)
  await orConflict(client.submitTransaction(writes.map(toAction)))
}

/** Deletes up to 100 rows of one partition, whether they are still there or not. */
export async function remove(table: TableName, rows: readonly Pick<Row, 'partition' | 'key'>[]): Promise<void> {
  const writes = rows.map((row) => ({ kind: 'delete' as const, row }))
  try {
    await transact(table, writes)
  } catch (error) {
    // Somebody else has deleted one of them, or this very transaction was done and its answer lost.
    if (!(error instanceof Conflict)) throw error
    for (const one of writes) await write(table, one)
  }
}

/** Writes one row and gives its new etag, if it has one. @throws {Conflict} when it is not as the write expects it */
export async function write(table: TableName, one: Write): Promise<string> {
  const { partition, key } = one.row
  refuseWhileMaintained()
  const client = await clientOf(table, partition)
  if (one.kind === 'delete') {
    await removeQuietly(client.deleteEntity(partition, key))
    return ''
  }
  const entity = toEntity(one.row)
  if (one.kind === 'replace')
    return (await orConflict(client.updateEntity(entity, 'Replace', { etag: one.etag }))).etag ?? ''
  const written = one.kind === 'insert' ? client.createEntity(entity) : client.upsertEntity(entity, 'Replace')
  return (await orConflict<{ readonly etag?: string }>(written)).etag ?? ''
}

// Whoever may not write is told so before; this holds for whatever else there is.
function refuseWhileMaintained(): void {
  if (settings.isMaintained) throw new Error('nothing is written under maintenance')
}

/** Whether every account of the tables answers. */
export async function canReachTables(): Promise<boolean> {
  const accounts = [settings.tables, ...settings.tableAccounts.map(({ access }) => access)]
  const answered = await Promise.all(accounts.map((access) => answers(clientIn(access, 'providers'))))
  return answered.every(Boolean)
}

async function answers(table: Promise<TableClient>): Promise<boolean> {
  try {
    const client = await table
    await client.getEntity('health', 'health').catch((error: unknown) => {
      if (statusOf(error) !== 404) throw error
    })
    return true
  } catch (error) {
    logUnexpected(error)
    return false
  }
}

/** Deletes a row if it is still as it was read; says nothing when it is not. */
export async function removeUnchanged(table: TableName, row: StoredRow): Promise<void> {
  const client = await clientOf(table, row.partition)
  await removeQuietly(client.deleteEntity(row.partition, row.key, { etag: row.etag }))
}

const last = { belowPairs: 0xd7ff, pair: 0x10ffff, unit: 0xffff }

/**
 * The end of the range of all keys that begin with `prefix`: its last character replaced by the one that comes next in the
 * order of UTF-16, which is that of the keys. Pairs come behind U+D7FF, and U+E000 behind all of them.
 */
export function endOf(prefix: string): string {
  const character = [...prefix].at(-1) ?? ''
  const before = prefix.slice(0, prefix.length - character.length)
  const code = character.codePointAt(0) ?? last.unit
  if (code === last.unit) return before === '' ? '\uffff\uffff' : endOf(before)
  if (code === last.belowPairs) return `${before}\u{10000}`
  if (code === last.pair) return `${before}\ue000`
  return before + String.fromCodePoint(code + 1)
}

async function orConflict<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const status = statusOf(error)
    if (status === 409 || status === 412 || status === 404) throw new Conflict(undefined, { cause: error })
    if (isOutage(error)) throw new Unanswered(undefined, { cause: error })
    throw error
  }
}

async function removeQuietly(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    const status = statusOf(error)
    if (status !== 404 && status !== 412) throw error
  }
}

/** Whether an error says that a service did not answer, or not as it should: nothing that is wrong with what it was asked. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Unanswered) return true
  const status = statusOf(error)
  if (status !== undefined) return status >= 500 || status === 408 || status === 429
  // What the SDKs throw when a connection ends, an answer breaks off in the middle, or a transaction's has no status in it.
  return error instanceof Error && (error.name === 'RestError' || error.message.startsWith("Couldn't extract status"))
}

// Single calls and transactions fail with different shapes; the status is the one field both have.
function statusOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined
}

// A string property holds 32 Ki UTF-16 units; a longer value goes on in value1, value2 …
const chunkLength = 32_000
const maximumChunks = 12

function toEntity({ partition, key, value }: Row): TableEntity {
  if (key.length > 400 || partition.length > 400) throw new Error(`key too long: ${partition} ${key}`)
  // Inside a transaction the emulator answers 500 to these two characters; in JSON they may be escaped.
  const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  const chunks = Math.ceil(json.length / chunkLength)
  if (chunks > maximumChunks) throw new Error(`row too large: ${partition} ${key}, ${json.length} characters`)
  const entity: TableEntity = { partitionKey: partition, rowKey: key }
  for (let index = 0; index < chunks; index++)
    entity[index === 0 ? 'value' : `value${index}`] = json.slice(index * chunkLength, (index + 1) * chunkLength)
  return entity
}

function fromEntity(entity: TableEntity & { etag?: string }): StoredRow {
  let json = ''
  for (let index = 0; index < maximumChunks; index++) {
    const chunk = entity[index === 0 ? 'value' : `value${index}`]
    if (typeof chunk !== 'string') break
    json += chunk
  }
  const { partitionKey = '', rowKey = '', etag = '' } = entity
  return { partition: partitionKey, key: rowKey, etag, value: JSON.parse(json) }
}

function toAction(one: Write): TransactionAction {
  if (one.kind === 'delete') return ['delete', { partitionKey: one.row.partition, rowKey: one.row.key }]
  if (one.kind === 'replace') return ['update', toEntity(one.row), 'Replace', { etag: one.etag }]
  return one.kind === 'insert' ? ['create', toEntity(one.row)] : ['upsert', toEntity(one.row), 'Replace']
}

// The emulator lets a transaction over two partitions through; Azure does not.
function assertOneTransaction(writes: readonly Write[], partition: string): void {
  if (writes.length > 100) throw new Error(`a transaction of ${writes.length} rows; 100 is the limit`)
  if (writes.some(({ row }) => row.partition !== partition)) throw new Error('a transaction over two partitions')
  if (new Set(writes.map(({ row }) => row.key)).size !== writes.length)
    throw new Error('a transaction names a row twice')
}
