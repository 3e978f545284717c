import { endOf } from '../azure/store.ts'
import { refuseInput } from '../domain/fault.ts'
import type { PageQuery, SeekOperation } from '../wire/page-query.ts'
import { type Cursor, readContinuation, tokenOf } from './cursor.ts'
import type { Placed, Source } from './seek.ts'

const defaultPage = 100
/** So many items are looked at for one page of a filtered list: the page may come back short, and go on. */
const lookedAt = 500
const mostSkipped = 10_000

/** What a caller wants to read of which list. */
export interface Wanted {
  readonly list: string
  readonly operation: SeekOperation
  readonly size: number
  readonly index: number
  /** What the list was asked for, from the query or from the token. */
  readonly asked: Readonly<Record<string, string>>
  readonly cursor: Cursor | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Stands for this page when going on from it, in either direction. */
  readonly token: string
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** All keys of a partition that begin with a prefix. */
export function prefixed(partition: string, prefix: string, order = prefix) {
  return { partitions: [partition], prefix: order, from: prefix, to: endOf(prefix) }
}

type Asked = Readonly<Record<string, string | undefined>>

/**
 * What the query and the continuation token want together. `list` names the list and whose it is: a token of one does not open
 * another. `asked` is what the query says of the list itself; where it says nothing, the token does.
 * @throws {Fault} invalidInput when it goes on from nothing, or asks for something else than the token
 */
export function wantedPage(
  list: string,
  { size, seekOperation, pageIndex, index }: PageQuery,
  asked: Asked,
  token: string | null,
): Wanted {
  const cursor = token && seekOperation ? readContinuation(list, token) : undefined
  if (!cursor && (seekOperation === 'Next' || seekOperation === 'Previous'))
    return refuseInput('MS-ContinuationToken', 'required')
  return {
    list,
    operation: seekOperation ?? 'First',
    size: size || cursor?.size || defaultPage,
    index: pageIndex ?? index ?? 0,
    asked: cursor ? agreed(cursor, asked) : given(asked),
    cursor,
  }
}

const given = (asked: Asked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined))

function agreed({ asked: before }: Cursor, asked: Asked): Readonly<Record<string, string>> {
  if (Object.entries(given(asked)).some(([name, value]) => before[name] !== value))
    refuseInput('MS-ContinuationToken', 'notAContinuation')
  return before
}

/**
 * Reads the page that is wanted, with one request to storage a partition unless it is read backward or by its number; an item
 * more than asked shows whether there is another page.
 * @throws {Fault} invalidInput past either end, as Partner Center's clients expect it (400, code 2000)
 */
export async function readPage<T>(source: Source<T>, wanted: Wanted, keep?: (item: T) => boolean): Promise<Page<T>> {
  const { operation, index } = wanted
  const isBackward = operation === 'Previous' || operation === 'Last'
  const page = await (isBackward ? readBackward(source, wanted, keep) : readForward(source, wanted, keep))
  const isPast =
    page.isEmpty && (operation === 'Next' || operation === 'Previous' || (operation === 'PageIndex' && index > 0))
  if (isPast) refuseInput('seekOperation', 'pastTheEnd')
  return page
}

interface FoundPage<T> extends Page<T> {
  readonly isEmpty: boolean
}

async function readForward<T>(
  source: Source<T>,
  wanted: Wanted,
  keep: ((item: T) => boolean) | undefined,
): Promise<FoundPage<T>> {
  const { size, operation, cursor } = wanted
  const skip = operation === 'PageIndex' ? wanted.index * size : 0
  if (skip > mostSkipped) refuseInput('pageIndex', 'tooLarge', { maximum: Math.floor(mostSkipped / size) })
  const limit = keep ? Math.max(lookedAt, skip + size) : skip + size
  const read = await source.after(operation === 'Next' ? cursor?.last : undefined, limit + 1)
  const looked = read.slice(0, limit)
  const kept = keep ? looked.filter(({ item }) => keep(item)) : looked
  const shown = kept.slice(skip, skip + size)
  const isCut = kept.length > skip + size
  return pageOf(wanted, shown, {
    first: shown[0] ?? looked[0],
    last: isCut ? shown.at(-1) : looked.at(-1),
    hasNext: isCut || read.length > limit,
    hasPrevious: operation === 'Next' || skip > 0,
    isEmpty: operation === 'PageIndex' ? shown.length === 0 : looked.length === 0,
  })
}

async function readBackward<T>(
  source: Source<T>,
  wanted: Wanted,
  keep: ((item: T) => boolean) | undefined,
): Promise<FoundPage<T>> {
  const { size, operation, cursor } = wanted
  const limit = keep ? Math.max(lookedAt, size) : size
  const read = await source.before(operation === 'Previous' ? cursor?.first : undefined, limit + 1)
  const looked = read.slice(-limit)
  const kept = keep ? looked.filter(({ item }) => keep(item)) : looked
  const isCut = kept.length > size
  const shown = kept.slice(-size)
  return pageOf(wanted, shown, {
    first: isCut ? shown[0] : looked[0],
    last: shown.at(-1) ?? looked.at(-1),
    hasNext: operation === 'Previous',
    hasPrevious: isCut || read.length > limit,
    isEmpty: looked.length === 0,
  })
}

interface Found<T> {
  readonly first: Placed<T> | undefined
  readonly last: Placed<T> | undefined
  readonly hasNext: boolean
  readonly hasPrevious: boolean
  readonly isEmpty: boolean
}

function pageOf<T>(
  { list, size, asked }: Wanted,
  shown: readonly Placed<T>[],
  { first, last, ...found }: Found<T>,
): FoundPage<T> {
  const token = tokenOf(list, { size, asked, first: first?.place ?? '', last: last?.place ?? '' })
  return { items: shown.map(({ item }) => item), token, ...found }
}
