import * as z from 'zod'

/** Dates that .NET writes where there is none begin so. */
const noDate = '0001-01-01'

/** Whether a value is what clients send for "not given": the defaults of their languages, and objects and lists of nothing else. */
function saysNothing(given: unknown): boolean {
  if (typeof given === 'string') return given.trim() === '' || given === 'none' || given.startsWith(noDate)
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
