import * as z from 'zod'
import { attributes, type Shape, type Shaped, shape } from './shape.ts'

/** Partner Center's link; `uri` is missing where an offer has nothing to learn more from (recorded). */
export const LinkShape = shape('Link', () =>
  z.strictObject({
    uri: z.string().optional(),
    method: z.string(),
    headers: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  }),
)
type Link = Shaped<typeof LinkShape>

/** A link is relative to the version segment, and `headers` is always a list. */
export function link(uri: string, method = 'GET', headers: Link['headers'] = []): Link {
  return { uri, method, headers }
}

/** The links of a resource that leads nowhere but to itself. */
export const selfLinks = () => z.strictObject({ self: LinkShape() })

/** A list of a resource in Partner Center's envelope; links and continuation are there where the list has them. */
export function listOf<T extends z.ZodType>(name: string, item: Shape<T>) {
  return shape(`${name}Collection`, () =>
    z.strictObject({
      totalCount: z.int(),
      items: z.array(item()),
      links: z
        .strictObject({ self: LinkShape(), next: LinkShape().optional(), previous: LinkShape().optional() })
        .optional(),
      continuationToken: z.string().optional(),
      attributes: attributes('Collection'),
    }),
  )
}

/** A body that is a bare list. */
export function bareListOf<T extends z.ZodType>(name: string, item: Shape<T>) {
  return shape(`${name}List`, () => z.array(item()))
}

type Collection<T> = Shaped<ReturnType<typeof listOf>> & { readonly items: readonly T[] }

/** A list that is whole. `totalCount` is the number of items in it; `self` is left out where Partner Center has no links. */
export function collection<T>(items: readonly T[], self?: string): Collection<T> {
  return {
    totalCount: items.length,
    items,
    ...(self !== undefined && { links: { self: link(self) } }),
    attributes: { objectType: 'Collection' },
  }
}

interface Page {
  readonly token: string
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/**
 * One page of a list that is read by seeking. The continuation token is there as long as there is more to come: clients read
 * on until it is missing. The links carry the token in a header, as the SDKs' enumerators send it.
 */
export function page<T>(items: readonly T[], self: string, { token, hasNext, hasPrevious }: Page): Collection<T> {
  const move = (operation: string) =>
    link(`${self}${self.includes('?') ? '&' : '?'}seekOperation=${operation}`, 'GET', [
      { key: 'MS-ContinuationToken', value: token },
    ])
  return {
    ...collection(items, self),
    links: {
      self: link(self),
      ...(hasNext && { next: move('Next') }),
      ...(hasPrevious && { previous: move('Previous') }),
    },
    ...(hasNext && { continuationToken: token }),
  }
}

interface Part {
  readonly offset: number
  readonly size: number
}

/**
 * A part of a list that is counted through. The SDKs' enumerators go on by the links alone. The part before is cut short where it
 * would hold what this one has.
 */
export function partOf<T, U>(
  all: readonly T[],
  { offset, size }: Part,
  self: string,
  toWire: (item: T) => U,
): Collection<U> {
  const end = offset + size
  const before = Math.max(0, Math.min(offset, all.length) - size)
  return {
    ...collection(all.slice(offset, end).map(toWire), self),
    links: {
      self: link(self),
      ...(end < all.length && { next: link(withPart(self, { offset: end, size })) }),
      ...(offset > 0 && { previous: link(withPart(self, { offset: before, size: Math.min(size, offset) })) }),
    },
  }
}

function withPart(self: string, { offset, size }: Part): string {
  const [path = '', search] = self.split('?')
  const kept = [...new URLSearchParams(search)].filter(([name]) => !/^(?:offset|size)$/i.test(name))
  return `${path}?${new URLSearchParams([...kept, ['offset', String(offset)], ['size', String(size)]])}`
}
