import { app } from '@azure/functions'
import { type Receipt, send, takeBack } from '../azure/queues.ts'
import { Conflict, endOf, type Row, range, read, write } from '../azure/store.ts'
import { logUnexpected } from '../azure/telemetry.ts'
import { ResellerView, resellerViewOf } from '../domain/partnerships/partnership.ts'
import { ownAccount } from './partner-accounts.ts'
import { decode, decodeIfAny, Effect, keys, PartnershipRow, resellerViewPartition } from './tables.ts'

const running = new Set<Promise<unknown>>()

/**
 * Goes on with work after the caller has its answer. Nothing is lost if the process ends here: the guard message of the
 * command brings the same work back.
 */
export function afterAnswer(work: Promise<unknown>): void {
  const watched = work.catch(logUnexpected).finally(() => running.delete(watched))
  running.add(watched)
}

/** Resolves when all work begun after answers is over. */
export async function settled(): Promise<void> {
  while (running.size > 0) await Promise.all(running)
}

app.hook.appTerminate(settled)

/** Does what a committed command still owes the outside, then forgets it and its guard. */
export async function completeOutbox(effects: readonly Row[], guard: Receipt | undefined): Promise<void> {
  for (const row of effects) await perform(row.partition, decode(Effect, row))
  await Promise.all(effects.map((row) => write('providers', { kind: 'delete', row })))
  // Last, not beside: a row that is left behind has only the guard to come back for it.
  if (guard) await takeBack(guard)
}

/** Finishes what a dead process left in the outbox of one aggregate, in the order in which it was committed. */
export async function drainOutbox(providerId: string, aggregateId: string): Promise<void> {
  const from = keys.outboxOf(aggregateId)
  for (const row of await range('providers', providerId, { from, to: endOf(from) })) {
    await perform(providerId, decode(Effect, row))
    await write('providers', { kind: 'delete', row })
  }
}

async function perform(providerId: string, effect: Effect): Promise<void> {
  if (effect.kind === 'mail') await send('send-partnership-invite', { providerId, ...effect })
  else if (effect.kind === 'webhook') await send('deliver-webhook', { providerId, event: effect.event, attempt: 1 })
  else await showToReseller(providerId, effect.resellerId)
}

/** Writes the reseller's view from the partnership as it now stands; a late writer never overwrites a newer view. */
async function showToReseller(providerId: string, resellerId: string): Promise<void> {
  const partition = resellerViewPartition(resellerId)
  const [row, shown] = await Promise.all([
    read('providers', providerId, keys.partnership(resellerId)),
    read('providers', partition, providerId),
  ])
  const current = decodeIfAny(PartnershipRow, row)
  if (!current) return
  const { version, partnership } = current
  const earlier = decodeIfAny(ResellerView, shown)
  if (earlier && earlier.version >= version) return

  const view = { partition, key: providerId, value: resellerViewOf(partnership, await ownAccount(providerId), version) }
  try {
    await write('providers', shown ? { kind: 'replace', row: view, etag: shown.etag } : { kind: 'insert', row: view })
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    await showToReseller(providerId, resellerId)
  }
}
