import { odata, TableClient } from '@azure/data-tables'
import { storageAccountOf } from './accounts.ts'
import { type Access, settings } from './settings.ts'
import type { TableName } from './storage-names.ts'
import {
  type Entity,
  type EntityWrite,
  getEntity,
  getPage,
  sendBatch,
  sendWrite,
  type Table,
  tableOf,
} from './table-wire.ts'
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

/** No answer came, so whether the write was done is unknown. Read again as after a conflict; it may turn out to be done. */
export class Unanswered extends Conflict {
  override readonly name = 'Unanswered'
}

const tables = new Map<Access, Map<TableName, Promise<Table>>>()

/** The table where this partition of it lies. */
function tableFor(name: TableName, partition: string): Promise<Table> {
  return tableIn(storageAccountOf(name, partition), name)
}

function tableIn(access: Access, name: TableName): Promise<Table> {
  const ofAccount = tables.get(access) ?? new Map<TableName, Promise<Table>>()
  const table = ofAccount.get(name) ?? connect(access, name).then(tableOf)
  tables.set(access, ofAccount.set(name, table))
  return table
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
  const entity = await getEntity(await tableFor(table, partition), partition, key)
  return entity && fromEntity(entity)
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
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`
  const rows: StoredRow[] = []
  for await (const page of pagesOf(await tableFor(table, partition), { filter, size: Math.min(limit, longestPage) })) {
    for (const entity of page) rows.push(fromEntity(entity))
    if (rows.length >= limit) break
  }
  return rows.slice(0, limit)
}

/**
 * Reads the rows with key < `until` of all partitions with `from` ≤ partition < `to`, page by page: only where they lie in one
 * account. Each page goes on behind the last, also when its rows are deleted meanwhile.
 */
export async function* partitions(
  table: 'due',
  { from, to, until }: { readonly from: string; readonly to: string; readonly until: string },
): AsyncGenerator<StoredRow[]> {
  const filter = odata`PartitionKey ge ${from} and PartitionKey lt ${to} and RowKey lt ${until}`
  for await (const page of pagesOf(await tableFor(table, from), { filter, size: longestPage }))
    yield page.map(fromEntity)
}

/** The keys of all rows of one partition with `from` ≤ key < `to`, in their order: for counting, and where a key says enough. */
export async function keysIn(
  table: TableName,
  partition: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`
  const pages = pagesOf(await tableFor(table, partition), { filter, select: 'RowKey', size: longestPage })
  return (await Array.fromAsync(pages, keysOf)).flat()
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
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to} and Timestamp lt ${before}`
  for await (const page of pagesOf(await tableFor(table, partition), { filter, select: 'RowKey', size }))
    yield keysOf(page)
}

const longestPage = 1000
const keysOf = (page: readonly Entity[]): string[] => page.map(({ RowKey = '' }) => RowKey)

async function* pagesOf(table: Table, query: Omit<Parameters<typeof getPage>[1], 'next'>) {
  let { entities, next } = await getPage(table, query)
  yield entities
  while (next !== undefined) {
    ;({ entities, next } = await getPage(table, { ...query, next }))
    yield entities
  }
}

/** Writes rows of one partition, all or none. @throws {Conflict} when a row is not as the write expects it */
export async function transact(table: TableName, writes: readonly Write[]): Promise<void> {
  const [first] = writes
  if (!first) return
  refuseWhileMaintained()
  assertOneTransaction(writes, first.row.partition)
  await orConflict(sendBatch(await tableFor(table, first.row.partition), writes.map(toEntityWrite)))
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
  refuseWhileMaintained()
  const sent = sendWrite(await tableFor(table, one.row.partition), toEntityWrite(one))
  if (one.kind !== 'delete') return orConflict(sent)
  await removeQuietly(sent)
  return ''
}

// Callers were refused before this; it stops everything else.
function refuseWhileMaintained(): void {
  if (settings.isMaintained) throw new Error('nothing is written under maintenance')
}

/** Whether every account of the tables answers. */
export async function canReachTables(): Promise<boolean> {
  const accounts = [settings.tables, ...settings.tableAccounts.map(({ access }) => access)]
  const answered = await Promise.all(accounts.map((access) => answers(tableIn(access, 'providers'))))
  return answered.every(Boolean)
}

async function answers(table: Promise<Table>): Promise<boolean> {
  try {
    await getEntity(await table, 'health', 'health')
    return true
  } catch (error) {
    logUnexpected(error)
    return false
  }
}

/** Deletes a row if it is still as it was read; says nothing when it is not. */
export async function removeUnchanged(table: TableName, row: StoredRow): Promise<void> {
  const write = { method: 'DELETE' as const, partition: row.partition, key: row.key, ifMatch: row.etag }
  await removeQuietly(sendWrite(await tableFor(table, row.partition), write))
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
  // What the SDKs throw, and we, when a connection ends or an answer breaks off in the middle.
  return error instanceof Error && error.name === 'RestError'
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

function toEntityWrite(one: Write): EntityWrite {
  const { partition, key } = one.row
  if (one.kind === 'delete') return { method: 'DELETE', partition, key, ifMatch: '*' }
  const json = JSON.stringify(toEntity(one.row))
  if (one.kind === 'insert') return { method: 'POST', partition, key, json }
  return { method: 'PUT', partition, key, json, ...(one.kind === 'replace' && { ifMatch: one.etag }) }
}

function toEntity({ partition, key, value }: Row): Entity {
  if (key.length > 400 || partition.length > 400) throw new Error(`key too long: ${partition} ${key}`)
  // Inside a transaction the emulator answers 500 to these two characters; in JSON they may be escaped.
  const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  const chunks = Math.ceil(json.length / chunkLength)
  if (chunks > maximumChunks) throw new Error(`row too large: ${partition} ${key}, ${json.length} characters`)
  const entity: Record<string, string> = { PartitionKey: partition, RowKey: key }
  for (let index = 0; index < chunks; index++)
    entity[index === 0 ? 'value' : `value${index}`] = json.slice(index * chunkLength, (index + 1) * chunkLength)
  return entity
}

function fromEntity(entity: Entity): StoredRow {
  let json = ''
  for (let index = 0; index < maximumChunks; index++) {
    const chunk = entity[index === 0 ? 'value' : `value${index}`]
    if (typeof chunk !== 'string') break
    json += chunk
  }
  const { PartitionKey = '', RowKey = '', 'odata.etag': etag = '' } = entity
  return { partition: PartitionKey, key: RowKey, etag, value: JSON.parse(json) }
}

// The emulator lets a transaction over two partitions through; Azure does not.
function assertOneTransaction(writes: readonly Write[], partition: string): void {
  if (writes.length > 100) throw new Error(`a transaction of ${writes.length} rows; 100 is the limit`)
  if (writes.some(({ row }) => row.partition !== partition)) throw new Error('a transaction over two partitions')
  if (new Set(writes.map(({ row }) => row.key)).size !== writes.length)
    throw new Error('a transaction names a row twice')
}
