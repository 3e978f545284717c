import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toDotNetTime } from '../time-span.ts'

/** When a timer ran and will run, as the real host keeps it in a blob. */
export interface TimerStatus {
  /** Undefined until it has run. */
  readonly last: Date | undefined
  readonly next: Date
  readonly lastUpdated: Date
}

export interface TimerStatuses {
  read(functionName: string): TimerStatus | undefined
  write(functionName: string, status: TimerStatus): void
}

/** Keeps statuses as long as the process lives, and beyond that if there is a folder. */
export function openTimerStatuses(folder: string | undefined): TimerStatuses {
  const statuses = new Map<string, TimerStatus>()
  const fileOf = (functionName: string) => folder && join(folder, `${functionName.toLowerCase()}.json`)
  return {
    read(functionName) {
      const file = fileOf(functionName)
      return statuses.get(functionName) ?? (file ? readStatus(file) : undefined)
    },
    write(functionName, status) {
      statuses.set(functionName, status)
      const file = fileOf(functionName)
      if (file) writeStatus(file, status)
    },
  }
}

/** The .NET shape, in which a timer that never ran did so in the year 1. */
export function toScheduleStatus({ last, next, lastUpdated }: TimerStatus): Record<string, string> {
  return {
    Last: last ? toDotNetTime(last) : '0001-01-01T00:00:00+00:00',
    Next: toDotNetTime(next),
    LastUpdated: toDotNetTime(lastUpdated),
  }
}

function readStatus(file: string): TimerStatus | undefined {
  try {
    const { Last, Next, LastUpdated } = JSON.parse(readFileSync(file, 'utf8'))
    const last = new Date(Last)
    const status = {
      last: last.getTime() > 0 ? last : undefined,
      next: new Date(Next),
      lastUpdated: new Date(LastUpdated),
    }
    return Number.isNaN(status.next.getTime()) ? undefined : status
  } catch {
    // Missing, or damaged by a crash: the schedule then starts afresh, as with a deleted blob.
    return undefined
  }
}

function writeStatus(file: string, status: TimerStatus): void {
  mkdirSync(join(file, '..'), { recursive: true })
  // A rename leaves either the old or the new status behind, never half of one.
  writeFileSync(`${file}.new`, JSON.stringify(toScheduleStatus(status)))
  renameSync(`${file}.new`, file)
}
