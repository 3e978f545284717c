import { severalAtOnce } from '../azure/at-once.ts'
import { type Message, send } from '../azure/queues.ts'
import type { QueueName } from '../azure/storage-names.ts'
import { partitions, remove, type StoredRow, write } from '../azure/store.ts'
import { Due, type DueKind, decode, dueKeys, encode } from './tables.ts'

const mostInTransaction = 100
// Together some sixty messages on their way: at 8 ms a trip that is more than a core can put.
const groupsAtOnce = 8
const rowsOfGroupAtOnce = 8

/** Notes that something falls due. Asked before the command commits: whoever handles it looks at the state first. */
export async function putDue(at: Date, due: Due): Promise<void> {
  const row = encode(Due, dueKeys.partition(due.kind, at, due), dueKeys.key(at, due), due)
  await write('due', { kind: 'upsert', row })
}

/**
 * Turns everything of one kind that is due at `now` into messages. One may come twice, which every reader of these queues allows.
 * @returns how many messages were sent
 * @throws {Error} once everything else is enqueued
 */
export function enqueueDue<Q extends QueueName>(
  kind: DueKind,
  now: Date,
  queue: Q,
  toMessage: (due: Due) => Message<Q>,
): Promise<number> {
  return handleDue(kind, now, (due) => send(queue, toMessage(due)))
}

/**
 * Has everything of one kind that is due at `now` handled, a page after the other. A row goes after it was handled: dying in
 * between handles it twice. What cannot be handled does not hold up the rest.
 * @returns how many were handled
 * @throws {Error} once all else is handled
 */
export async function handleDue(kind: DueKind, now: Date, handle: (due: Due) => Promise<unknown>): Promise<number> {
  const wanted = { from: dueKeys.first(kind), to: dueKeys.behindDay(kind, now), until: dueKeys.until(now) }
  const failures: unknown[] = []
  let count = 0
  for await (const page of partitions('due', wanted))
    await severalAtOnce(groupsOf(page), groupsAtOnce, async (group) => {
      const handled: StoredRow[] = []
      const handleOne = async (row: StoredRow) => {
        await handle(decode(Due, row))
        handled.push(row)
      }
      await severalAtOnce(group, rowsOfGroupAtOnce, (row) => handleOne(row).catch((error) => failures.push(error)))
      await remove('due', handled).catch((error: unknown) => failures.push(error))
      count += handled.length
    })
  if (failures.length > 0)
    throw new Error(`${failures.length} failures in handling what is due`, { cause: failures[0] })
  return count
}

/** Rows of one partition each, as many as a transaction deletes. */
function groupsOf(page: readonly StoredRow[]): StoredRow[][] {
  return [...Map.groupBy(page, ({ partition }) => partition).values()].flatMap((rows) =>
    Array.from({ length: Math.ceil(rows.length / mostInTransaction) }, (_, index) =>
      rows.slice(index * mostInTransaction, (index + 1) * mostInTransaction),
    ),
  )
}
