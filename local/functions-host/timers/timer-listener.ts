import type { Executor } from '../executor.ts'
import type { Trigger } from '../invocation.ts'
import type { LoadedFunction, TimerTrigger } from '../loaded-function.ts'
import type { Schedule } from './schedule.ts'
import { type TimerStatus, type TimerStatuses, toScheduleStatus } from './timer-status.ts'

/** setTimeout cannot wait longer than 24.8 days. */
const longestDelayMilliseconds = 24 * 24 * 3_600_000

interface TimerParts {
  readonly fn: LoadedFunction
  readonly trigger: TimerTrigger
  readonly executor: Executor
  readonly statuses: TimerStatuses
}

interface Run {
  readonly isPastDue: boolean
  readonly isScheduled: boolean
}

/** Runs one timer function on its schedule, never twice at a time, from construction until `stop`. */
export class TimerListener {
  readonly #parts: TimerParts
  #status: TimerStatus | undefined
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(parts: TimerParts) {
    this.#parts = parts
    const { fn, trigger, statuses } = parts
    const now = new Date()
    const known = trigger.useMonitor ? statuses.read(fn.name) : undefined
    this.#status = known ? followSchedule(known, trigger.schedule, now) : firstStatus(trigger.schedule, now)
    this.#save()

    const isPastDue = trigger.useMonitor && this.#status !== undefined && now > this.#status.next
    if (isPastDue || trigger.runOnStartup) this.#start({ isPastDue, isScheduled: false })
    else this.#waitForNext()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #start(run: Run): void {
    this.#running = this.#run(run)
  }

  async #run(run: Run): Promise<void> {
    const { fn, trigger, executor } = this.#parts
    const firedAt = new Date()
    const status = trigger.useMonitor ? this.#status : undefined
    const reason = `Timer fired at ${firedAt.toISOString()}`
    // A failure is logged by the executor and must not end the schedule.
    await executor.run({ fn, reason, ...toTimerTrigger(status, run.isPastDue) }).catch(() => {})

    // A timer that fires a moment early must not take the same occurrence for its next one.
    const planned = run.isScheduled ? this.#status?.next : undefined
    const ranAt = planned && planned > firedAt ? planned : firedAt
    const next = trigger.schedule.next(ranAt)
    this.#status = next && { last: ranAt, next, lastUpdated: ranAt }
    this.#save()
    this.#waitForNext()
  }

  #save(): void {
    const { fn, trigger, statuses } = this.#parts
    if (trigger.useMonitor && this.#status) statuses.write(fn.name, this.#status)
  }

  #waitForNext(): void {
    if (this.#isStopped || !this.#status) return
    const remaining = Math.max(1, this.#status.next.getTime() - Date.now())
    const isLast = remaining <= longestDelayMilliseconds
    this.#timer = setTimeout(
      () => (isLast ? this.#start({ isPastDue: false, isScheduled: true }) : this.#waitForNext()),
      Math.min(remaining, longestDelayMilliseconds),
    )
  }
}

/** What a timer function is given. */
export function toTimerTrigger(status: TimerStatus | undefined, isPastDue: boolean): Trigger {
  const info = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ? toScheduleStatus(status) : null,
    IsPastDue: isPastDue,
  }
  return { data: { json: JSON.stringify(info) } }
}

function firstStatus(schedule: Schedule, now: Date): TimerStatus | undefined {
  const next = schedule.next(now)
  return next && { last: undefined, next, lastUpdated: now }
}

/** Keeps the status unless the schedule has changed since; a changed one counts from then, and is never past due. */
function followSchedule(known: TimerStatus, schedule: Schedule, now: Date): TimerStatus | undefined {
  const from = known.last ?? known.lastUpdated
  const expected = schedule.next(from)
  if (expected?.getTime() === known.next.getTime()) return known
  const next = expected && now > expected ? schedule.next(now) : expected
  return next && { last: undefined, next, lastUpdated: from }
}
