import * as z from 'zod'

/** Dates that .NET writes where there is none begin so, in ISO 8601 and as Windows PowerShell has them. */
const noDates = ['0001-01-01', '/Date(-62135596800000']

/** Whether a value is what clients send for "not given": the defaults of their languages, and objects and lists of nothing else. */
function saysNothing(given: unknown): boolean {
  if (typeof given === 'string')
    return ['', 'none'].includes(given.trim()) || noDates.some((date) => given.startsWith(date))
  if (typeof given === 'object' && given !== null) return Object.values(given).every(saysNothing)
  return !given
}

/**
 * A property that Partner Center acts upon and this service does not. It is refused by its name where it says anything: to drop it
 * would be to answer that it was done.
 */
export const notServed = () =>
  z
    .unknown()
    .refine(saysNothing, 'notServed')
    .optional()
    .meta({ description: 'Not supported: refused where it is given.' })

/** Of a line that is ordered. */
export const notServedOfLine = () => ({
  customTermEndDate: notServed(),
  renewsTo: notServed(),
  promotionId: notServed(),
  additionalPartnerIdsOnRecord: notServed(),
})
