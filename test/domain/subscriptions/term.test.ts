import { describe, expect, test } from 'vitest'
import type { BillingCycle } from '../../../shared/domain/catalog/offer.ts'
import { chooseTerm, endOfTerm, termAsked } from '../../../shared/domain/subscriptions/term.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { item, offer } from '../sales.ts'

const licence = offer('LICENCE')
const newer = item(['CFQ7TTC0LH18', '0001'])
const terms = newer.item?.terms ?? []

describe('of newer commerce the term that was asked for is chosen', () => {
  test.for<readonly [string, string | undefined, BillingCycle | undefined, string | undefined, string?]>([
    ['both halves', 'P1Y', 'annual', 'P1Y'],
    ['the length only', 'P1Y', undefined, 'P1Y'],
    ['the billing cycle only', undefined, 'annual', 'P1Y'],
    ['the length, and no cycle in particular', 'P1Y', 'unknown', 'P1Y'],
    ['nothing: the first', undefined, undefined, 'P1M'],
    ['a length that is not offered', 'P3Y', undefined, undefined, 'termNotSupported'],
    ['a length that is not offered, with a cycle', 'P3Y', 'annual', undefined, 'termNotSupported'],
    ['a billing cycle that is not offered', undefined, 'triennial', undefined, 'billingCycleNotSupported'],
    ['two halves of different terms', 'P1M', 'annual', undefined, 'billingCycleNotSupported'],
  ])('%s', ([, termDuration, billingCycle, expected, fault = 'allowed']) => {
    const asked = { termDuration, billingCycle }

    expect(termAsked(terms, asked)?.duration).toBe(expected)
    expect(refusalOf(() => chooseTerm(newer, asked, 'line'))).toBe(fault)
    if (expected) expect(chooseTerm(newer, asked, 'line')).toMatchObject({ term: { duration: expected } })
  })
})

describe('a licence offer has one term, and the billing cycle is chosen', () => {
  test.for<readonly [string, BillingCycle | undefined, string]>([
    ['the one asked for', 'annual', 'annual'],
    ['by the month where none is asked for', undefined, 'monthly'],
    ['one that is not offered', 'triennial', 'billingCycleNotSupported'],
  ])('%s', ([, billingCycle, expected]) => {
    const choose = () => chooseTerm(licence, { billingCycle, termDuration: 'P3Y' }, 'line')
    const refused = refusalOf(choose)

    expect(refused === 'allowed' ? choose() : refused).toEqual(
      refused === 'allowed' ? { billingCycle: expected } : expected,
    )
  })
})

test.for([
  ['a month', newer, 'P1M', '2026-04-10'],
  ['a year', newer, 'P1Y', '2027-03-10'],
  ['the term of its offer, where none was chosen', licence, undefined, '2027-03-10'],
] as const)('a commitment ends after %s', ([, subject, termDuration, end]) => {
  expect(
    endOfTerm(subject, chooseTerm(subject, { termDuration }, 'line'), now)
      .toISOString()
      .slice(0, 10),
  ).toBe(end)
})
