const largestChunk = 1_024

interface Chunk<Value> {
  readonly keys: string[]
  readonly values: Value[]
}

/** A map in the order of its keys. It is kept in chunks, so that an insert among millions moves a thousand at most. */
export class SortedMap<Value> {
  readonly #chunks: Chunk<Value>[] = [{ keys: [], values: [] }]
  #size = 0

  get size(): number {
    return this.#size
  }

  get(key: string): Value | undefined {
    const { chunk, index } = this.#find(key)
    return chunk.keys[index] === key ? chunk.values[index] : undefined
  }

  set(key: string, value: Value): void {
    const { chunk, chunkIndex, index } = this.#find(key)
    if (chunk.keys[index] === key) {
      chunk.values[index] = value
      return
    }
    this.#size++
    // Keys that come in order, as when seeding, fill their chunks.
    if (chunk.keys.length === largestChunk && index === largestChunk) {
      this.#chunks.splice(chunkIndex + 1, 0, { keys: [key], values: [value] })
      return
    }
    chunk.keys.splice(index, 0, key)
    chunk.values.splice(index, 0, value)
    if (chunk.keys.length > largestChunk) this.#split(chunk, chunkIndex)
  }

  delete(key: string): void {
    const { chunk, chunkIndex, index } = this.#find(key)
    if (chunk.keys[index] !== key) return
    this.#size--
    chunk.keys.splice(index, 1)
    chunk.values.splice(index, 1)
    if (chunk.keys.length === 0 && this.#chunks.length > 1) this.#chunks.splice(chunkIndex, 1)
  }

  /** Entries with `from` ≤ key < `to`, in order. The map must not change meanwhile. */
  *range(from: string, to: string): Generator<readonly [string, Value]> {
    let { chunkIndex, index } = this.#find(from)
    for (let chunk = this.#chunks[chunkIndex]; chunk; chunk = this.#chunks[++chunkIndex], index = 0) {
      for (; index < chunk.keys.length; index++) {
        const key = chunk.keys[index]
        const value = chunk.values[index]
        if (key === undefined || value === undefined || key >= to) return
        yield [key, value]
      }
    }
  }

  /** The place where a key is, or would be. */
  #find(key: string): { readonly chunk: Chunk<Value>; readonly chunkIndex: number; readonly index: number } {
    const chunkIndex = Math.max(
      0,
      countWhile(this.#chunks.length, (at) => (this.#chunks[at]?.keys[0] ?? '') <= key) - 1,
    )
    const chunk = this.#chunks[chunkIndex] ?? { keys: [], values: [] }
    return { chunk, chunkIndex, index: countWhile(chunk.keys.length, (at) => (chunk.keys[at] ?? '') < key) }
  }

  #split({ keys, values }: Chunk<Value>, chunkIndex: number): void {
    const middle = keys.length >> 1
    this.#chunks.splice(chunkIndex + 1, 0, { keys: keys.splice(middle), values: values.splice(middle) })
  }
}

/** How many of `length` positions, from the first, satisfy a condition that never holds again once it fails. */
function countWhile(length: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
