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

/** One page of a list that is read by seeking; `continuation` is what the next page starts from, if there is one. */
export function page(items: readonly unknown[], self: string, continuation: string | undefined) {
  const whole = collection(items, self)
  if (continuation === undefined) return whole
  const next = `${self}${self.includes('?') ? '&' : '?'}seekOperation=Next`
  return {
    ...whole,
    links: { ...whole.links, next: link(next, 'GET', [{ key: 'MS-ContinuationToken', value: continuation }]) },
    continuationToken: continuation,
  }
}
