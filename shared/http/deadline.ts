/**
 * How long a step may take, well below the host's `functionTimeout`: the host ends the whole process when that is over, and with
 * it whatever else the process is doing. A command commits nothing later than 45 seconds after it was given.
 */
export const deadlinesMs = { call: 60_000, message: 120_000, timer: 240_000 } as const

/** A step that was not done in its time. Its work may still end; nobody waits for it. */
export class Overdue extends Error {
  override readonly name = 'Overdue'
}

/** What the work comes to, within its time. @throws {Overdue} */
export async function inTime<T>(kind: keyof typeof deadlinesMs, work: Promise<T>): Promise<T> {
  const { promise: overdue, reject } = Promise.withResolvers<never>()
  const ms = deadlinesMs[kind]
  const timer = setTimeout(() => reject(new Overdue(`not done in ${ms / 1000} s`)), ms)
  try {
    return await Promise.race([work, overdue])
  } finally {
    clearTimeout(timer)
  }
}
