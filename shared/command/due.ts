import { type Message, send } from '../azure/queues.ts'
import type { QueueName } from '../azure/storage-names.ts'
import { partitions, range, write } from '../azure/store.ts'
import { Due, type DueKind, decode, dueKeys, encode } from './tables.ts'

const batch = 500

/** Notes that something falls due. Asked before the command commits: whoever handles it looks at the state first. */
export async function putDue(at: Date, due: Due): Promise<void> {
  await write('due', { kind: 'upsert', row: encode(Due, dueKeys.partition(due.kind, at), dueKeys.key(at, due), due) })
}

/**
 * Turns everything of one kind that is due at `now` into messages, and reads nothing else. A row goes after its message is
 * out: dying in between enqueues it twice, which every reader of these queues allows.
 * @returns how many messages were sent
 */
export async function enqueueDue<Q extends QueueName>(
  kind: DueKind,
  now: Date,
  queue: Q,
  toMessage: (due: Due) => Message<Q>,
): Promise<number> {
  const today = dueKeys.partition(kind, now)
  const [missed, dueToday] = await Promise.all([
    partitions('due', { from: `${kind}!`, to: today, limit: batch }),
    range('due', today, { from: '', to: dueKeys.until(now), limit: batch }),
  ])
  const rows = [...missed, ...dueToday]
  for (const row of rows) {
    await send(queue, toMessage(decode(Due, row)))
    await write('due', { kind: 'delete', row })
  }
  return rows.length === 0 ? 0 : rows.length + (await enqueueDue(kind, now, queue, toMessage))
}
