import { expect, test } from 'vitest'
import * as z from 'zod'
import { clearable, emptyIn, kept } from '../../shared/domain/change.ts'

test.for([
  ['clears what can be cleared', clearable(z.string()), 'clears'],
  ['is refused for what can only be changed', kept(z.string()), 'refused'],
  ['says nothing for any other', z.string().optional(), undefined],
] as const)('an empty text %s', ([, property, expected]) => {
  expect(emptyIn(property)).toBe(expected)
})

test('what stays may be left out, and what is cleared may be null', () => {
  const Change = z.object({ kept: kept(z.string()), cleared: clearable(z.string()) })

  expect(Change.safeParse({}).success).toBe(true)
  expect(Change.safeParse({ cleared: null }).success).toBe(true)
  expect(Change.safeParse({ kept: null }).success).toBe(false)
})
