import { describe, expect, test } from 'vitest'
import { CountryCode, demandsRegistrationNumber, rulesOf } from '../../shared/domain/country.ts'

describe('what an address must hold', () => {
  test.for([
    ['US', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['CA', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['CN', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['MX', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['DE', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['FR', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['GB', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['KR', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['RU', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    [
      'a country without rules of its own',
      { isStateRequired: false, isPostalCodeRequired: false, isCityRequired: true },
    ],
  ] as const)('in %s', ([country, expected]) => {
    expect(rulesOf(country)).toMatchObject(expected)
  })

  test.for([
    ['US', 51],
    ['CA', 13],
    ['CN', 31],
    ['MX', 0],
  ] as const)('%s has %i states or provinces, each once, that can be chosen from', ([country, count]) => {
    expect(new Set(rulesOf(country).states).size).toBe(count)
    expect(rulesOf(country).states).toHaveLength(count)
  })
})

describe('a postal code', () => {
  test.for([
    ['US', '98052', true],
    ['US', '98052-1234', true],
    ['US', '98052-123', false],
    ['US', '9805', false],
    ['CA', 'K1A 0B1', true],
    ['CA', 'k1a-0b1', true],
    ['CA', 'K1A0B1', true],
    ['CA', '98052', false],
    ['CN', '100000', true],
    ['CN', '10000', false],
    ['MX', '01000', true],
    ['MX', '1000', false],
    ['DE', '10115', true],
    ['DE', '1011', false],
    ['FR', '75001', true],
    ['FR', '7500', false],
    ['KR', '03187', true],
    ['KR', '031870', false],
    ['RU', '101000', true],
    ['RU', '10100', false],
    ['GB', 'SW1A 1AA', true],
    ['GB', 'M1 1AE', true],
    ['GB', 'gir 0aa', true],
    ['GB', '98052', false],
  ] as const)('of %s, %s: %s', ([country, code, isOne]) => {
    expect(rulesOf(country).postalCode?.test(code)).toBe(isOne)
  })
})

test.for([
  ['BR', true],
  ['IN', true],
  ['PL', true],
  ['VE', true],
  ['US', false],
  ['DE', false],
] as const)('%s demands a registration number: %s', ([country, expected]) => {
  expect(demandsRegistrationNumber(country)).toBe(expected)
})

const problemOf = (
  schema: { safeParse(value: string): { error?: { issues: { message: string }[] } } },
  value: string,
) => schema.safeParse(value).error?.issues.map(({ message }) => message)[0] ?? 'allowed'

test.for([
  ['US', 'allowed'],
  ['us', 'allowed'],
  ['GB', 'allowed'],
  ['UK', 'notACountry'],
  ['EU', 'notACountry'],
  ['XZ', 'notACountry'],
  ['USA', 'notACountry'],
  ['1', 'notACountry'],
  ['', 'notACountry'],
] as const)('the country %s: %s', ([code, expected]) => {
  expect(problemOf(CountryCode, code)).toBe(expected)
  // Asked again, it answers from what it remembers.
  expect(problemOf(CountryCode, code)).toBe(expected)
})
