import { expect, test } from 'vitest'
import { Quantity } from '../../shared/domain/quantity.ts'

test.for([
  ['one', 1, true],
  ['the most that 32 bits hold', 2_147_483_647, true],
  ['one more than that', 2_147_483_648, false],
  ['none', 0, false],
  ['fewer than none', -1, false],
  ['a part of one', 1.5, false],
  ['a word', 'two', false],
  ['no number at all', Number.NaN, false],
] as const)('%s is a number of licences or not', ([, quantity, expected]) => {
  expect(Quantity.safeParse(quantity).success).toBe(expected)
})
