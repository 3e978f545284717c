export const minuteMs = 60_000
export const dayMs = 86_400_000

/** So many days of 24 hours after `at`. */
export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs)
}
