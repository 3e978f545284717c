import { SortedMap } from './sorted-map.ts'

export type Properties = Readonly<Record<string, unknown>>

/** A stored entity. Seeded ones make their properties when they are read, so that a million of them fit into memory. */
export interface Entity {
  /** When it was written, to a tenth of a microsecond; its etag is made of this. */
  readonly stamp: string
  readonly properties: Properties
}

export interface Key {
  readonly partition: string
  readonly row: string
}

// Forbidden in keys, and before everything that is allowed: joined keys sort as the pairs do.
const separator = '\u0000'
const afterSeparator = '\u0001'

export const joinKey = ({ partition, row }: Key): string => `${partition}${separator}${row}`

export function splitKey(joined: string): Key {
  const at = joined.indexOf(separator)
  return { partition: joined.slice(0, at), row: joined.slice(at + 1) }
}

/** The first joined key behind this one, and behind a whole partition. */
export const justAfter = (joined: string): string => `${joined}${separator}`
export const afterPartition = (partition: string): string => `${partition}${afterSeparator}`

export type Rows = SortedMap<Entity>

/** The tables of one account. */
export class Tables {
  readonly #tables = new Map<string, Rows>()

  get(name: string): Rows | undefined {
    return this.#tables.get(name)
  }

  /** Makes a table; undefined when it exists. */
  create(name: string): Rows | undefined {
    if (this.#tables.has(name)) return undefined
    const rows: Rows = new SortedMap()
    this.#tables.set(name, rows)
    return rows
  }
}

let lastMs = 0
let countInMs = 0

/** A moment that no entity has yet: the service's clock ticks ten thousand times a millisecond. */
export function nextStamp(): string {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    countInMs = 0
  } else if (++countInMs > 9_999) {
    lastMs++
    countInMs = 0
  }
  return `${new Date(lastMs).toISOString().slice(0, -1)}${String(countInMs).padStart(4, '0')}Z`
}

export const etagOf = ({ stamp }: Entity): string => `W/"datetime'${encodeURIComponent(stamp)}'"`
