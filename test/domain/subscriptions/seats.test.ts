import { describe, expect, test } from 'vitest'
import { atMost, boughtSeats, giveBack, stillRefundable } from '../../../shared/domain/subscriptions/seats.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { days } from '../sales.ts'

const bought = (quantity: number, daysAgo = 0) => boughtSeats(quantity, 7, days(-daysAgo))
const [older, newer] = [bought(5, 6), bought(3, 1)]

test('seats that were bought can be given back for some days', () => {
  expect(boughtSeats(5, 7, now)).toEqual({ quantity: 5, until: days(7).toISOString() })
})

test.for([
  ['right after the purchase', now, 1],
  ['in the last instant', days(7, -1), 1],
  ['no more at the very instant the time is over', days(7), 0],
] as const)('%s', ([, at, count]) => {
  expect(stillRefundable([bought(5)], at)).toHaveLength(count)
})

describe('giving seats back', () => {
  test.for([
    ['takes of those bought last first', [older, newer], 2, [older, { ...newer, quantity: 1 }]],
    ['takes all of those bought last', [older, newer], 3, [older]],
    ['goes on with those bought before', [older, newer], 4, [{ ...older, quantity: 4 }]],
    ['takes all there are', [older, newer], 8, []],
    ['takes none', [older, newer], 0, [older, newer]],
    ['forgets those whose time is over', [bought(9, 7), newer], 1, [{ ...newer, quantity: 2 }]],
  ] as const)('%s', ([, refunds, count, left]) => {
    expect(giveBack(refunds, count, now)).toEqual(left)
  })

  test.for([
    ['one more than there are', [older, newer], 9],
    ['those whose time is over', [bought(9, 7)], 1],
    ['what was never bought', [], 1],
  ] as const)('is refused for %s', ([, refunds, count]) => {
    expect(refusalOf(() => giveBack(refunds, count, now))).toBe('quantityNotDecreasable')
  })
})

test.for([
  ['more seats than can be given back', 9, [older, newer]],
  ['as many', 8, [older, newer]],
  ['one fewer', 7, [older, { ...newer, quantity: 2 }]],
  ['as many as were bought first', 5, [older]],
  ['none', 0, []],
] as const)('of a subscription that has %s left', ([, quantity, expected]) => {
  expect(atMost([older, newer], quantity)).toEqual(expected)
})
