import { expect, test } from 'vitest'
import { currencyOf } from '../../../shared/domain/catalog/currency.ts'

test.for([
  ['the United States', 'US', 'USD'],
  ['Germany, as all of the euro area', 'DE', 'EUR'],
  ['Switzerland, which has not joined it', 'CH', 'CHF'],
  ['Korea', 'KR', 'KRW'],
  ['China', 'CN', 'CNY'],
  ['Russia', 'RU', 'RUB'],
  ['a country without a price list of its own', 'KE', 'USD'],
] as const)('customers in %s are billed in their currency', ([, country, currency]) => {
  expect(currencyOf(country)).toBe(currency)
})
