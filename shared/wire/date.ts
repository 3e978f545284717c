import * as z from 'zod'

/**
 * A moment as clients write it: ISO 8601 with or without a zone (none means UTC) and with up to seven fraction digits,
 * as the .NET SDK sends them. Gives UTC with milliseconds.
 */
export const WireDate = z
  .string()
  .trim()
  .max(40, { error: 'notADate', abort: true })
  .regex(/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i, 'notADate')
  .transform((text, context) => {
    const moment = readMoment(text)
    if (moment) return moment.toISOString()
    context.addIssue({ code: 'custom', message: 'notADate' })
    return z.NEVER
  })

function readMoment(text: string): Date | undefined {
  const iso = text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1')
  const isZoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(iso) && iso.includes('T')
  const moment = new Date(iso.includes('T') && !isZoned ? `${iso}Z` : iso)
  // Date rolls the 30th of February over to March; a date that does not exist is a typing error.
  const exists = Number(iso.slice(8, 10)) <= daysInMonth(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)))
  return Number.isNaN(moment.getTime()) || !exists ? undefined : moment
}

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Without trailing zeros in the fraction, as Partner Center writes moments. */
export function momentToWire(iso: string): string {
  const [whole = '', fraction = ''] = iso.replace('Z', '').split('.')
  const digits = fraction.split('').findLastIndex((digit) => digit !== '0') + 1
  return digits === 0 ? `${whole}Z` : `${whole}.${fraction.slice(0, digits)}Z`
}
