import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { keysIn, keysOlderThan, partitions, range, transact } from '../../shared/azure/store.ts'

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
  expect(await keysOlderThan('providers', partition, { ...all, before, limit: 2000 })).toEqual(keys)
})

test('so is what is due in all partitions, and no more than was asked for', async () => {
  const partition = `xx${randomUUID()}`
  await fill('due', partition)
  const wanted = { from: partition, to: `${partition}~` }

  expect((await partitions('due', { ...wanted, limit: 2000 })).map(({ key }) => key)).toEqual(keys)
  expect(await partitions('due', { ...wanted, limit: 7 })).toHaveLength(7)
})
