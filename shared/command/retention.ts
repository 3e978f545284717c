import { endOf, keysOlderThan, remove } from '../azure/store.ts'
import { dayMs, daysAfter } from '../domain/time.ts'
import { putDue } from './due.ts'
import { keys } from './tables.ts'

/** How long an answer is given again to who repeats a request. */
export const answerDays = 7

const kept = [
  { prefix: keys.answers(), days: answerDays },
  { prefix: keys.webhookDeliveries(), days: 90 },
] as const

const mostInTransaction = 100
const noted = new Map<string, number>()
const notedAtMost = 10_000

/** Sees to it that what a partner writes today is purged in time: one row a day, whichever instance notes it first. */
export async function notePurge(partnerId: string, now: Date): Promise<void> {
  const today = Math.floor(now.getTime() / dayMs)
  if (noted.get(partnerId) === today) return
  const at = new Date((today + answerDays + 2) * dayMs)
  await putDue(at, { kind: 'purgePartner', providerId: partnerId, id: 'old' })
  if (noted.size >= notedAtMost) noted.clear()
  noted.set(partnerId, today)
}

/** Deletes what a partner has no more use for, by the age of the rows. Safe to run twice, or at any time. */
export async function purgePartner(partnerId: string, now: Date): Promise<void> {
  for (const { prefix, days } of kept) {
    const old = { from: prefix, to: endOf(prefix), before: daysAfter(now, -days), size: mostInTransaction }
    for await (const keys of keysOlderThan('providers', partnerId, old))
      await remove(
        'providers',
        keys.map((key) => ({ partition: partnerId, key })),
      )
  }
}
