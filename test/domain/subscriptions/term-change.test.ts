import { describe, expect, test } from 'vitest'
import { monthsAfter } from '../../../shared/domain/catalog/offer.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { changedTerm, withTerm } from '../../../shared/domain/subscriptions/term-change.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { offer as offerOf, subscription } from '../sales.ts'

const productType = { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' }
const term = (duration: string, billingCycle: 'monthly' | 'annual') => ({
  ...{ duration, billingCycle, description: '', refundDays: 7 },
})
const [byMonth, yearByMonth, yearAtOnce, threeYears] = [
  term('P1M', 'monthly'),
  term('P1Y', 'monthly'),
  term('P1Y', 'annual'),
  term('P3Y', 'annual'),
]
const terms = [byMonth, yearByMonth, yearAtOnce, threeYears]
const offer = { ...offerOf('OFFER'), item: { productType, terms, transitionTargets: [] } }
const licence = subscription({ offerId: 'OFFER' })
const yearly: Subscription = {
  ...licence,
  newCommerce: { productType, termDuration: 'P1Y', refunds: [], transitions: [] },
}

test.for([
  ['nothing', {}, undefined],
  ['what is so already', { termDuration: 'P1Y', billingCycle: 'monthly' as const }, undefined],
  ['no cycle in particular', { billingCycle: 'unknown' as const }, undefined],
  ['another cycle', { billingCycle: 'annual' as const }, yearAtOnce],
  ['a longer term with its cycle', { termDuration: 'P3Y', billingCycle: 'annual' as const }, threeYears],
  ['a longer term that has not the cycle of before', { termDuration: 'P3Y' }, threeYears],
] as const)('%s', ([, wanted, expected]) => {
  expect(changedTerm(yearly, wanted, offer)).toEqual(expected)
})

describe('refused is', () => {
  test.for([
    ['a shorter term', yearly, { termDuration: 'P1M' }, 'termNotShortened'],
    ['a trial', { ...yearly, isTrial: true }, { termDuration: 'P3Y' }, 'trialTermFixed'],
    [
      'a cycle that is said and not offered',
      yearly,
      { termDuration: 'P3Y', billingCycle: 'monthly' as const },
      'billingCycleNotSupported',
    ],
    ['the cycle of a licence offer', licence, { billingCycle: 'annual' as const }, 'billingCycleNotChangeable'],
  ] as const)('%s', ([, before, wanted, fault]) => {
    expect(refusalOf(() => changedTerm(before, wanted, offer))).toBe(fault)
  })

  test('any other term where nothing is sold any more', () => {
    expect(refusalOf(() => changedTerm(yearly, { termDuration: 'P3Y' }, undefined))).toBe('termNotSupported')
  })
})

test('a longer term starts today; the cycle alone leaves the end where it is', () => {
  const start = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)

  expect(withTerm(yearly, offer, threeYears, now)).toMatchObject({
    billingCycle: 'annual',
    effectiveStartDate: start.toISOString(),
    commitmentEndDate: monthsAfter(start, 36).toISOString(),
    newCommerce: { termDuration: 'P3Y', refundDays: 7 },
  })
  expect(withTerm(yearly, offer, yearAtOnce, now)).toMatchObject({
    billingCycle: 'annual',
    effectiveStartDate: yearly.effectiveStartDate,
    commitmentEndDate: yearly.commitmentEndDate,
  })
})
