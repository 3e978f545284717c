import { expect, test } from 'vitest'
import { dayMs, daysAfter, minuteMs } from '../../shared/domain/time.ts'

const leapDay = new Date('2028-02-28T23:30:00.000Z')

test.for([
  ['a day later in a leap year', 1, '2028-02-29T23:30:00.000Z'],
  ['a year of days later', 365, '2029-02-27T23:30:00.000Z'],
  ['the day before', -1, '2028-02-27T23:30:00.000Z'],
  ['no day later', 0, '2028-02-28T23:30:00.000Z'],
] as const)('%s is so many times 24 hours away', ([, days, expected]) => {
  expect(daysAfter(leapDay, days).toISOString()).toBe(expected)
})

test('a day has 1440 minutes', () => {
  expect(dayMs).toBe(1440 * minuteMs)
})
