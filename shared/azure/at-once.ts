/** Does something with every item, with up to `limit` of them at once. */
export async function severalAtOnce<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values()
  const goOn = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: limit }, goOn))
}
