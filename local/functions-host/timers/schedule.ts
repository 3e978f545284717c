import { Cron } from 'croner'
import { LoadError, messageOf } from '../errors.ts'
import { parseTimeSpan } from '../time-span.ts'

export interface Schedule {
  readonly text: string
  /** Two runs can be less than a minute apart; the real host keeps no schedule status then. */
  readonly firesWithinMinute: boolean
  /** The first run after this moment, in the local time zone; undefined when there is none. */
  next(after: Date): Date | undefined
}

/** A schedule as the timer trigger takes it: a TimeSpan, or NCRONTAB with five or six fields. */
export function parseSchedule(text: string): Schedule {
  const interval = parseTimeSpan(text)
  if (interval !== undefined) {
    if (interval <= 0) throw new LoadError(`The schedule '${text}' must be longer than nothing`)
    const next = (after: Date) => new Date(after.getTime() + interval)
    return { text, firesWithinMinute: interval < 60_000, next }
  }

  const cron = parseCron(text)
  const next = (after: Date) => cron.nextRun(after) ?? undefined
  return { text, firesWithinMinute: hasShortGap(next), next }
}

function parseCron(text: string): Cron {
  const problem = `The schedule expression '${text}' was not recognized as a valid cron expression or timespan string`
  // What only other cron dialects know (L, W, #, ?, @daily, 7 for Sunday) must not work here and fail in Azure.
  const fields = text.trim().split(/\s+/)
  const isKnown = fields.every((field) => /^([*/,\-\d]|[a-z]{3,9})+$/i.test(field))
  if (!isKnown || /7/.test(withoutSteps(fields.at(-1) ?? ''))) throw new LoadError(problem)
  const shortNames = fields.map((field) => field.replace(/[a-z]{3,}/gi, (name) => name.slice(0, 3))).join(' ')
  try {
    // NCRONTAB wants both day-of-month and day-of-week to match, and takes "5/15" for "from 5 on, every 15".
    return new Cron(shortNames, { mode: '5-or-6-parts', domAndDow: true, sloppyRanges: true })
  } catch (error) {
    throw new LoadError(`${problem}: ${messageOf(error)}`, { cause: error })
  }
}

function withoutSteps(field: string): string {
  return field.replace(/\/\d+/g, '')
}

function hasShortGap(next: (after: Date) => Date | undefined): boolean {
  let previous = next(new Date())
  for (let count = 0; count < 10 && previous; count++) {
    const following = next(previous)
    if (following && following.getTime() - previous.getTime() < 60_000) return true
    previous = following
  }
  return false
}
