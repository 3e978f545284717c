import { afterPartition, type Entity, etagOf, joinKey, justAfter, type Key, type Rows, splitKey } from './rows.ts'
import { StorageFault } from './storage-fault.ts'

export interface Query {
  /** The `$filter`, as sent. */
  readonly filter: string
  readonly top: number
  /** Where an earlier page ended. */
  readonly next?: Key | undefined
}

export interface QueryResult {
  readonly entities: readonly object[]
  readonly scanned: number
  readonly next: Key | undefined
}

const last = '\uffff'

/** Reads one page in key order. One row more than asked is looked at, to know whether another page follows. */
export function runQuery(rows: Rows, { filter, top, next }: Query): QueryResult {
  const { bounds, checks } = readFilter(filter)
  const { from, to } = bounds
  const entities: object[] = []
  let scanned = 0
  for (const [joined, entity] of rows.range(next ? joinKey(next) : from, to)) {
    scanned++
    const key = splitKey(joined)
    if (entities.length === top) return { entities, scanned, next: key }
    if (checks.every((check) => check(key, entity))) entities.push(toWire(key, entity))
  }
  return { entities, scanned, next: undefined }
}

export function toWire({ partition, row }: Key, entity: Entity): object {
  return {
    'odata.etag': etagOf(entity),
    PartitionKey: partition,
    RowKey: row,
    ...entity.properties,
    Timestamp: entity.stamp,
  }
}

interface Bounds {
  readonly from: string
  readonly to: string
}

const condition = /^(PartitionKey|RowKey|Timestamp) (eq|ge|gt|le|lt) (?:datetime)?'((?:[^']|'')*)'(?: and |$)/

/** What no range of keys can say: each row of the range is looked at for it. */
type Check = (key: Key, entity: Entity) => boolean

const comparisons: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  eq: (one, other) => one === other,
  ge: (one, other) => one >= other,
  gt: (one, other) => one > other,
  le: (one, other) => one <= other,
  lt: (one, other) => one < other,
}

interface Condition {
  readonly name: string
  readonly operator: string
  readonly value: string
}

/** @throws {StorageFault} for a filter of any other kind */
function conditionsOf(filter: string): Condition[] {
  const found: Condition[] = []
  for (let rest = filter; rest !== ''; ) {
    const [whole = '', name = '', operator = '', quoted = ''] = condition.exec(rest) ?? []
    if (whole === '') throw new StorageFault('notUnderstood')
    rest = rest.slice(whole.length)
    found.push({ name, operator, value: quoted.replaceAll("''", "'") })
  }
  return found
}

/** The range that a filter over keys asks for, and what is checked beside. */
function readFilter(filter: string): { readonly bounds: Bounds; readonly checks: readonly Check[] } {
  let partition: string | undefined
  let bounds: Bounds = { from: '', to: last }
  const checks: Check[] = []
  for (const { name, operator, value } of conditionsOf(filter)) {
    if (name === 'PartitionKey') {
      partition = operator === 'eq' ? value : partition
      bounds = narrow(bounds, operator, { from: value, to: afterPartition(value) })
    } else if (name === 'RowKey' && partition !== undefined)
      bounds = narrow(bounds, operator, rowBounds(partition, value))
    else checks.push(checkOf(name === 'RowKey', operator, value))
  }
  return { bounds, checks }
}

function checkOf(isOfKey: boolean, operator: string, value: string): Check {
  const compare = comparisons[operator] ?? (() => false)
  // Stamps say tenths of microseconds, and filters milliseconds: as texts they compare all the same.
  return isOfKey ? ({ row }) => compare(row, value) : (_, { stamp }) => compare(stamp, value)
}

function rowBounds(partition: string, row: string): Bounds {
  const from = joinKey({ partition, row })
  return { from, to: justAfter(from) }
}

/** `place` is where the compared value itself begins and ends among the keys. */
function narrow({ from, to }: Bounds, operator: string, place: Bounds): Bounds {
  const lowest = { eq: place.from, ge: place.from, gt: place.to }[operator] ?? from
  const highest = { eq: place.to, le: place.to, lt: place.from }[operator] ?? to
  return { from: lowest > from ? lowest : from, to: highest < to ? highest : to }
}
