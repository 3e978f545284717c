import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { keysIn, keysOlderThan, partitions, range, transact } from '../../../shared/azure/store.ts'

/** One more than storage answers at once. */
const count = 1_001
const keys = Array.from({ length: count }, (_, index) => `x!${String(index).padStart(4, '0')}`)
const all = { from: 'x!', to: 'x"' }

async function fill(table: 'providers' | 'due', partition: string): Promise<void> {
  for (let index = 0; index < count; index += 100)
    await transact(
      table,
      keys.slice(index, index + 100).map((key) => ({ kind: 'insert', row: { partition, key, value: {} } })),
    )
}

test('what storage answers in several pages is read to its end', async () => {
  const partition = randomUUID()
  await fill('providers', partition)
  const before = new Date(Date.now() + 60_000)

  expect((await range('providers', partition, all)).map(({ key }) => key)).toEqual(keys)
  expect(await keysIn('providers', partition, all)).toEqual(keys)
  const old = await Array.fromAsync(keysOlderThan('providers', partition, { ...all, before, size: 300 }))
  expect(old.flat()).toEqual(keys)
  expect(Math.max(...old.map(({ length }) => length))).toBeLessThanOrEqual(300)
})

test('so is what is due in all partitions, page by page, and no later than asked', async () => {
  const partition = `xx${randomUUID()}`
  await fill('due', partition)
  const wanted = { from: partition, to: `${partition}~` }
  const dueUntil = async (until: string) => (await Array.fromAsync(partitions('due', { ...wanted, until }))).flat()

  expect((await dueUntil('x"')).map(({ key }) => key)).toEqual(keys)
  expect(await dueUntil('x!0007')).toHaveLength(7)
})
