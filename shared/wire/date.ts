import * as z from 'zod'
import { minuteMs } from '../domain/time.ts'

/**
 * A moment as clients write it: ISO 8601 with or without a zone (none means UTC) and with up to seven fraction digits, as the
 * .NET SDK sends them, or as Windows PowerShell writes a date into JSON. Gives milliseconds and the offset that was given: its day
 * is the day of whoever wrote it.
 */
export const WireDate = z
  .string()
  .trim()
  .max(40, { error: 'notADate', abort: true })
  .transform((text, context) => {
    const moment = readMoment(text)
    if (moment) return momentIn(moment)
    context.addIssue({ code: 'custom', message: 'notADate' })
    return z.NEVER
  })

/** A point in time, and how far ahead of UTC the clock was that it was read from. */
interface Moment {
  readonly at: Date
  readonly offsetMinutes: number
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i
const inJson = /^\/Date\((-?\d{1,15})([+-]\d{4})?\)\/$/

/** What a text says as WireDate reads it; undefined where that is no moment there is. */
export function readMoment(text: string): Moment | undefined {
  const [, ticks, ticksOffset] = inJson.exec(text) ?? []
  if (ticks !== undefined) return momentAt(Number(ticks), minutesOf(ticksOffset))
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = iso.exec(text) ?? []
  if (year === undefined || !isTime(Number(hour), Number(minute), Number(second))) return undefined
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // Date rolls the 30th of February over to March; a date that does not exist is a typing error.
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day)) return undefined
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  const local = midnight.getTime() + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  const offsetMinutes = minutesOf(zone)
  return offsetMinutes === undefined ? undefined : momentAt(local - offsetMinutes * minuteMs, offsetMinutes)
}

const isTime = (hour: number, minute: number, second: number): boolean => hour < 24 && minute < 60 && second < 60

function momentAt(ms: number, offsetMinutes: number | undefined): Moment | undefined {
  const at = new Date(ms)
  const year = at.getUTCFullYear()
  const isWritten = year >= 0 && year <= 9999
  return isWritten && offsetMinutes !== undefined ? { at, offsetMinutes } : undefined
}

// Baker Island is twelve hours behind, Kiritimati fourteen ahead, and nobody is further.
const furthestBehind = -12 * 60
const furthestAhead = 14 * 60

/** The minutes of an offset; undefined where no place on earth has it. */
function minutesOf(zone: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? []
  if (hours === undefined || minutes === undefined) return 0
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return Number(minutes) < 60 && offset >= furthestBehind && offset <= furthestAhead ? offset : undefined
}

function momentIn({ at, offsetMinutes }: Moment): string {
  if (offsetMinutes === 0) return at.toISOString()
  const local = new Date(at.getTime() + offsetMinutes * minuteMs).toISOString().slice(0, -1)
  const ahead = Math.abs(offsetMinutes)
  const [hours, minutes] = [Math.floor(ahead / 60), ahead % 60].map((part) => String(part).padStart(2, '0'))
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${hours}:${minutes}`
}

/** Without trailing zeros in the fraction, as Partner Center writes moments. */
export function momentToWire(iso: string): string {
  const [whole = '', fraction = ''] = iso.replace('Z', '').split('.')
  const digits = fraction.split('').findLastIndex((digit) => digit !== '0') + 1
  return digits === 0 ? `${whole}Z` : `${whole}.${fraction.slice(0, digits)}Z`
}
