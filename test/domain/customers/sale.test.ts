import { expect, test } from 'vitest'
import { checkMayBuy } from '../../../shared/domain/customers/sale.ts'
import { callerOf, now, provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { context, inCountry } from '../sales.ts'

test.for([
  ['of the region that has accepted what it has to', {}, 'allowed'],
  ['that has accepted nothing', { agreements: [] }, 'agreementNotConfirmed'],
  ['that needs to accept nothing', { agreements: [], agreementRequired: false }, 'allowed'],
  ['of another country of the region', { customer: inCountry('GU') }, 'allowed'],
  ['of another region', { customer: inCountry('KR') }, 'countryOutsideRegion'],
  ['of a country of no region', { customer: inCountry('RU') }, 'countryOutsideRegion'],
] as const)('a customer %s may buy: %s', ([, change, expected]) => {
  expect(refusalOf(() => checkMayBuy({ ...context, ...change }, callerOf(provider), now))).toBe(expected)
})

test('nobody sells for a partner that is none', () => {
  expect(refusalOf(() => checkMayBuy(context, callerOf(undefined), now))).toBe('countryOutsideRegion')
})
