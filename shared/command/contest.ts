import { setTimeout as delay } from 'node:timers/promises'
import { Conflict, isOutage, Unanswered } from '../azure/store.ts'
import { logUnexpected } from '../azure/telemetry.ts'
import { Fault } from '../domain/fault.ts'

const givesUpAfterMs = 20_000
const longestPauseMs = 400

/**
 * Runs a command again while others are faster, pausing a little longer and less evenly each time. The second and later
 * attempts know that they may be repeats: a conflict can also be the trace of our own write whose answer was lost. Once a
 * write went unanswered nothing that storage fails to answer afterwards ends the command, as it may have been done.
 * @throws {Fault} busy, when 20 seconds were not enough
 */
export async function untilUncontested<T>(attempt: (isRepeat: boolean) => Promise<T>): Promise<T> {
  const started = Date.now()
  let isUnanswered = false
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(tries > 0)
    } catch (error) {
      isUnanswered ||= error instanceof Unanswered
      if (!isPassing(error, isUnanswered)) throw error
      if (Date.now() - started > givesUpAfterMs) giveUp(error)
      await delay(Math.random() * Math.min(10 * 2 ** tries, longestPauseMs))
    }
  }
}

function isPassing(error: unknown, isUnanswered: boolean): boolean {
  return error instanceof Conflict || (isUnanswered && isOutage(error))
}

/** @throws {Fault} busy, always */
function giveUp(error: unknown): never {
  if (isOutage(error)) logUnexpected(error)
  throw new Fault('busy', { seconds: 5 })
}
