import { severalAtOnce } from '../azure/at-once.ts'
import { endOf, keysOlderThan, partitions } from '../azure/store.ts'
import { minuteMs } from '../domain/time.ts'
import { drainOutbox } from './outbox.ts'
import { Due, decode, dueKeys, keys } from './tables.ts'

/** By then a guard has had all its tries. */
const oldMinutes = 15
const partnersAtOnce = 8
const pageSize = 1000

/**
 * Does what committed commands still owe the outside although no message speaks of it any more: a guard that fired before a slow
 * commit, or a message that was dropped. Looks at partners that wrote something in the last days, and of their outboxes at what
 * is old. What cannot be done does not hold up the rest.
 * @returns how many aggregates owed something
 * @throws {Error} once all else is done
 */
export async function sendOwed(now: Date): Promise<number> {
  const failures: unknown[] = []
  let count = 0
  await severalAtOnce(await partnersAtWork(), partnersAtOnce, async (partnerId) => {
    for (const aggregateId of await owingAggregates(partnerId, now)) {
      await drainOutbox(partnerId, aggregateId).catch((error: unknown) => failures.push(error))
      count++
    }
  })
  if (failures.length > 0) throw new Error(`${failures.length} outboxes could not be emptied`, { cause: failures[0] })
  return count
}

/** Whoever writes is noted, for the purge of its answers some days later. */
async function partnersAtWork(): Promise<readonly string[]> {
  const kind = 'purgePartner'
  const partners = new Set<string>()
  const notes = partitions('due', {
    from: dueKeys.first(kind),
    to: dueKeys.behindAll(kind),
    until: dueKeys.behindAllTimes,
  })
  for await (const page of notes) for (const row of page) partners.add(decode(Due, row).providerId)
  return [...partners]
}

async function owingAggregates(partnerId: string, now: Date): Promise<ReadonlySet<string>> {
  const prefix = keys.outboxes()
  const before = new Date(now.getTime() - oldMinutes * minuteMs)
  const found = new Set<string>()
  const old = keysOlderThan('providers', partnerId, { from: prefix, to: endOf(prefix), before, size: pageSize })
  for await (const page of old) for (const key of page) found.add(keys.ownerOfOutbox(key))
  return found
}
