import { refuseInput } from '../domain/fault.ts'
import type { PageQuery } from '../wire/page-query.ts'
import { cursorAfter, readCursor } from './cursor.ts'
import { endOf, range, type StoredRow } from './store.ts'

const defaultPage = 100

export interface Page {
  readonly rows: readonly StoredRow[]
  /** What the next page goes on from; absent on the last one. */
  readonly continuation: string | undefined
}

export interface Listing {
  /** Names the list and its filter: a token of one list does not open another. */
  readonly list: string
  readonly partition: string
  readonly from: string
  readonly to: string
}

/** All keys that begin with a prefix. */
export function prefixed(list: string, partition: string, prefix: string): Listing {
  return { list: `${list} ${partition} ${prefix}`, partition, from: prefix, to: endOf(prefix) }
}

export function sizeOf({ size }: PageQuery): number {
  return size === undefined || size === 0 ? defaultPage : size
}

/** The key to start after, if the caller goes on. @throws {Fault} invalidInput when it goes on from nothing */
export function startAfter(list: string, query: PageQuery, token: string | null): string | undefined {
  if (query.seekOperation !== 'Next') return undefined
  if (!token) return refuseInput('MS-ContinuationToken', 'required')
  return readCursor(list, token)
}

/** Reads one page in key order with one storage request; a row more than asked tells whether there is another page. */
export async function readPage(listing: Listing, query: PageQuery, token: string | null): Promise<Page> {
  const size = sizeOf(query)
  const after = startAfter(listing.list, query, token)
  // The next key in order is the last one with the smallest character there is behind it.
  const from = after === undefined ? listing.from : `${after} `
  const rows = await range('providers', listing.partition, { from, to: listing.to, limit: size + 1 })
  return pageOf(listing.list, rows, size)
}

/** Cuts rows to a page. */
export function pageOf(
  list: string,
  rows: readonly StoredRow[],
  size: number,
  keyOf = ({ key }: StoredRow): string => key,
): Page {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, continuation: rows.length > size && last ? cursorAfter(list, keyOf(last)) : undefined }
}
