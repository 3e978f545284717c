interface Entry<V> {
  readonly value: V
  readonly until: number
}

/** What one instance keeps in memory for a while, so that it need not be asked for again. Full, it begins anew. */
export class Kept<V> {
  readonly #entries = new Map<string, Entry<V>>()
  readonly #ms: number
  readonly #atMost: number

  constructor({ ms, atMost }: { readonly ms: number; readonly atMost: number }) {
    this.#ms = ms
    this.#atMost = atMost
  }

  /** The entry, while it is not too old; its value may be undefined. */
  get(key: string): { readonly value: V } | undefined {
    const entry = this.#entries.get(key)
    return entry && entry.until > Date.now() ? entry : undefined
  }

  /** Keeps a value, no longer than `until`, an instant in milliseconds. Gives it. */
  set(key: string, value: V, until = Number.POSITIVE_INFINITY): V {
    if (this.#entries.size >= this.#atMost) this.#entries.clear()
    this.#entries.set(key, { value, until: Math.min(Date.now() + this.#ms, until) })
    return value
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }
}
