import { range, type StoredRow } from '../azure/store.ts'

/** An item, and the place it has in the order of its list. */
export interface Placed<T> {
  readonly item: T
  readonly place: string
}

/** A list that can be read from any place in it, in either direction; both give items in the list's order. */
export interface Source<T> {
  /** The first `count` items behind `place`, or of the list. */
  after(place: string | undefined, count: number): Promise<readonly Placed<T>[]>
  /** The last `count` items before `place`, or of the list. */
  before(place: string | undefined, count: number): Promise<readonly Placed<T>[]>
}

interface Range {
  readonly from: string
  readonly to: string
}

/** Rows of one or more partitions with `from` ≤ key < `to`, merged by key; all their keys begin with `prefix`. */
export interface Rows extends Range {
  readonly partitions: readonly string[]
  readonly prefix: string
  /** A further range of keys, of which none is in the first. */
  readonly further?: Range | undefined
}

/** Rows as a source. Forward is one storage request a partition; backward is one, or a search where there are many rows. */
export function rowsAsSource({ partitions, prefix, from, to, further }: Rows): Source<StoredRow> {
  const ranges = [{ from, to }, ...(further ? [further] : [])]
  const placed = (row: StoredRow) => ({ item: row, place: `${row.key.slice(prefix.length)}\n${row.partition}` })
  const merged = async (read: (partition: string, range: Range) => Promise<StoredRow[]>) =>
    (await Promise.all(partitions.flatMap((partition) => ranges.map((one) => read(partition, one)))))
      .flat()
      .map(placed)
      .sort((one, other) => (one.place < other.place ? -1 : 1))
  return {
    after: async (place, count) => {
      const found = await merged(async (partition, one) => {
        const start = maximum(one.from, startAfter(prefix, place, partition))
        return start < one.to ? range('providers', partition, { from: start, to: one.to, limit: count }) : []
      })
      return found.slice(0, count)
    },
    before: async (place, count) => {
      const found = await merged(async (partition, one) => {
        const end = place === undefined ? one.to : minimum(one.to, endBefore(prefix, place, partition))
        return one.from < end ? lastRows(partition, one.from, end, count) : []
      })
      return found.slice(-count)
    },
  }
}

/** A sorted list in memory as a source; `compare` is the order of its places. */
export function itemsAsSource<T>(
  items: readonly Placed<T>[],
  compare: (one: string, other: string) => number,
): Source<T> {
  return {
    after: (place, count) =>
      Promise.resolve(items.filter((one) => place === undefined || compare(one.place, place) > 0).slice(0, count)),
    before: (place, count) =>
      Promise.resolve(items.filter((one) => place === undefined || compare(one.place, place) < 0).slice(-count)),
  }
}

// The same tenant can be a customer of two providers: then two rows have one key, and the partition decides.
function startAfter(prefix: string, place: string | undefined, partition: string): string {
  if (place === undefined) return ''
  const [key = '', shown = ''] = place.split('\n')
  // The next key in order is this one with the smallest character there is behind it.
  return `${prefix}${key}${partition > shown ? '' : ' '}`
}

function endBefore(prefix: string, place: string, partition: string): string {
  const [key = '', shown = ''] = place.split('\n')
  return `${prefix}${key}${partition < shown ? ' ' : ''}`
}

const maximum = (one: string, other: string): string => (one > other ? one : other)
const minimum = (one: string, other: string): string => (one < other ? one : other)

// Uneven names can fool the halving of the key space; from here on what is left is read through.
const mostHalvings = 64

/**
 * The last `count` rows with `from` ≤ key < `to`. Storage reads forward only: the space of keys is halved until what is left
 * behind is small. With no more rows than asked that is one request, with n rows about log2(n / count).
 */
async function lastRows(partition: string, from: string, to: string, count: number): Promise<StoredRow[]> {
  let low = from
  let high = to
  let passed: StoredRow[] = []
  let found: StoredRow[] = []
  for (let halvings = 0, at = from; at < high; halvings++) {
    const rows = await range('providers', partition, { from: at, to: high, limit: count + 1 })
    if (rows.length > count) {
      passed = rows
      low = `${rows.at(-1)?.key ?? at} `
    } else {
      found = [...rows, ...found]
      if (found.length >= count || at <= low) break
      high = at
    }
    at = halvings < mostHalvings ? between(low, high) : low
  }
  return [...passed, ...found].slice(-count)
}

/** A key between two: `low` itself, or one about half way to `high`, of characters that a query may hold. @internal */
export function between(low: string, high: string): string {
  let same = 0
  while (same < low.length && low[same] === high[same]) same++
  const digit = middle(codeAt(low, same), same < high.length ? high.charCodeAt(same) : open(codeAt(low, same)))
  const deeper = codeAt(low, same + 1)
  const further = middle(deeper, open(deeper))
  const key =
    digit === undefined
      ? `${low.slice(0, same + 1)}${further === undefined ? '' : String.fromCharCode(further)}`
      : `${low.slice(0, same)}${String.fromCharCode(digit)}`
  return key > low && key < high && key.isWellFormed() ? key : low
}

const blank = 0x20
const codeAt = (text: string, index: number): number =>
  Math.max(blank, index < text.length ? text.charCodeAt(index) : 0)
// Most keys are ASCII: the first guess stays there, and leaves it only when there is more behind.
const open = (low: number): number => (low < 0x7a ? 0x7f : 0xffff)

function middle(low: number, high: number): number | undefined {
  const digit = (low + high) >> 1
  const isHalfCharacter = digit >= 0xd800 && digit <= 0xdfff
  const isControl = digit >= 0x7f && digit <= 0x9f
  return digit > low && digit < high && !isHalfCharacter && !isControl ? digit : undefined
}
