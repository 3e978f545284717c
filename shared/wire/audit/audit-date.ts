import { readMoment } from '../date.ts'

/**
 * A date in the audit query as clients write it: `yyyy-mm-dd` by the documentation, ISO 8601, and what the .NET SDK really
 * sends, `MM/dd/yyyy`, with or without `HH:mm:ss` and AM or PM; and what the Java SDK makes of it. UTC. Gives the first and the last moment it can mean.
 */
export function readAuditDate(text: string): { readonly first: Date; readonly last: Date } | undefined {
  const trimmed = text.trim()
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2}):(\d{2})(?: (AM|PM))?)?$/i.exec(trimmed)
  if (american) return fromAmerican(american)
  const ofYear = /^(\d{4})-(\d{2})-(\d{2,3})$/.exec(trimmed)
  if (ofYear && Number(ofYear[3]) > 31) return fromDayOfYear(ofYear)
  const read = readMoment(trimmed.replace(plusAsBlank, '$1+$2'))
  return read && (/^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? wholeDay(read.at) : moment(read.at))
}

// A plus sign that was not encoded comes out of a query as a blank.
const plusAsBlank = /^(.{10}[T ][\d:.]{5,18}) (\d{2}:?\d{2})$/i

/**
 * How dates in the query were read that do not say what they seem to: those of the Java SDK, which writes the day of the year
 * for the day of the month. Undefined when all are as they look.
 */
export function datesReadAs(query: { get(name: string): string | null }): string | undefined {
  const read = ['startDate', 'endDate'].flatMap((name) => {
    const text = query.get(name)?.trim() ?? ''
    const day = /^\d{4}-\d{2}-(\d{2,3})$/.exec(text)?.[1]
    const date = Number(day) > 31 ? readAuditDate(text) : undefined
    return date ? [`${name}=${date.first.toISOString().slice(0, 10)}`] : []
  })
  return read.length > 0 ? read.join(', ') : undefined
}

/** The Java SDK formats with the day of the year where the day of the month belongs: 2026-10-294 is the 21st of October. */
function fromDayOfYear([, year, month, day]: RegExpExecArray) {
  const date = new Date(Date.UTC(Number(year), 0, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 ? wholeDay(date) : undefined
}

function fromAmerican([, month, day, year, hour, minute, second, half]: RegExpExecArray) {
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (midnight.getUTCMonth() !== Number(month) - 1) return undefined
  if (hour === undefined) return wholeDay(midnight)
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hour)
  return moment(new Date(midnight.getTime() + ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000))
}

function wholeDay(first: Date) {
  return isReal(first) ? { first, last: new Date(first.getTime() + 86_399_999) } : undefined
}

function moment(at: Date) {
  return isReal(at) ? { first: at, last: at } : undefined
}

const isReal = (date: Date): boolean =>
  !Number.isNaN(date.getTime()) && date.getUTCFullYear() >= 1970 && date.getUTCFullYear() < 2200
