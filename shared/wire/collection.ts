/** Partner Center's link: relative to the version segment, and `headers` is always a list. */
export interface Link {
  readonly uri: string
  readonly method: string
  readonly headers: readonly { readonly key: string; readonly value: string }[]
}

export function link(uri: string, method = 'GET', headers: Link['headers'] = []): Link {
  return { uri, method, headers }
}

/** A list that is whole. `totalCount` is the number of items in it; `self` is left out where Partner Center has no links. */
export function collection(items: readonly unknown[], self?: string) {
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
export function page(items: readonly unknown[], self: string, { token, hasNext, hasPrevious }: Page) {
  const whole = collection(items, self)
  const move = (operation: string) =>
    link(`${self}${self.includes('?') ? '&' : '?'}seekOperation=${operation}`, 'GET', [
      { key: 'MS-ContinuationToken', value: token },
    ])
  return {
    ...whole,
    links: {
      ...whole.links,
      ...(hasNext && { next: move('Next') }),
      ...(hasPrevious && { previous: move('Previous') }),
    },
    ...(hasNext && { continuationToken: token }),
  }
}
