import { setTimeout as delay } from 'node:timers/promises'
import { Conflict } from '../azure/store.ts'
import { Fault } from '../domain/fault.ts'

const givesUpAfterMs = 20_000
const longestPauseMs = 400

/**
 * Runs a command again while others are faster, pausing a little longer and less evenly each time. The second and later
 * attempts know that they may be repeats: a conflict can also be the trace of our own write whose answer was lost.
 * @throws {Fault} busy, when 20 seconds were not enough
 */
export async function untilUncontested<T>(attempt: (isRepeat: boolean) => Promise<T>): Promise<T> {
  const started = Date.now()
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(tries > 0)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      if (Date.now() - started > givesUpAfterMs) throw new Fault('busy', { seconds: 5 })
      await delay(Math.random() * Math.min(10 * 2 ** tries, longestPauseMs))
    }
  }
}
