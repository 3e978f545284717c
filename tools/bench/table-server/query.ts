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
  const { from, to } = boundsOf(filter)
  const entities: object[] = []
  let scanned = 0
  for (const [joined, entity] of rows.range(next ? joinKey(next) : from, to)) {
    scanned++
    if (entities.length === top) return { entities, scanned, next: splitKey(joined) }
    entities.push(toWire(splitKey(joined), entity))
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

const condition = /^(PartitionKey|RowKey) (eq|ge|gt|le|lt) '((?:[^']|'')*)'(?: and |$)/

/** The range that a filter over keys asks for. @throws {StorageFault} for any other filter */
function boundsOf(filter: string): Bounds {
  let partition: string | undefined
  let bounds: Bounds = { from: '', to: last }
  for (let rest = filter; rest !== ''; ) {
    const [whole = '', name, operator = '', quoted = ''] = condition.exec(rest) ?? []
    if (whole === '') throw new StorageFault('notUnderstood')
    rest = rest.slice(whole.length)
    const value = quoted.replaceAll("''", "'")
    if (name === 'RowKey') bounds = narrow(bounds, operator, rowBounds(partition, value))
    else if (operator === 'eq') partition = value
    bounds = name === 'PartitionKey' ? narrow(bounds, operator, { from: value, to: afterPartition(value) }) : bounds
  }
  return bounds
}

function rowBounds(partition: string | undefined, row: string): Bounds {
  if (partition === undefined) throw new StorageFault('notUnderstood')
  const from = joinKey({ partition, row })
  return { from, to: justAfter(from) }
}

/** `place` is where the compared value itself begins and ends among the keys. */
function narrow({ from, to }: Bounds, operator: string, place: Bounds): Bounds {
  const lowest = { eq: place.from, ge: place.from, gt: place.to }[operator] ?? from
  const highest = { eq: place.to, le: place.to, lt: place.from }[operator] ?? to
  return { from: lowest > from ? lowest : from, to: highest < to ? highest : to }
}
