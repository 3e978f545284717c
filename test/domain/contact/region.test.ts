import { expect, test } from 'vitest'
import { countries } from '../../../shared/domain/contact/country.ts'
import { isSameRegion, regionOf } from '../../../shared/domain/contact/region.ts'

test('there are 15 regions of 242 countries, and eight countries of none', () => {
  const sold = countries().filter((country) => regionOf(country) !== undefined)

  expect(sold).toHaveLength(242)
  expect(new Set(sold.map(regionOf))).toHaveProperty('size', 15)
  expect(countries().filter((country) => regionOf(country) === undefined)).toEqual('BY CU EH IR KP RU SD SY'.split(' '))
})

test.each([
  ['US', 'GU', true],
  ['US', 'PR', false],
  ['US', 'KR', false],
  ['US', 'CA', false],
  ['CA', 'PM', true],
  ['PR', 'MX', true],
  ['FR', 'GB', true],
  ['FR', 'CH', true],
  ['FR', 'RE', false],
  ['FR', 'GP', false],
  ['GP', 'VI', true],
  ['RE', 'KE', true],
  ['ZA', 'MZ', true],
  ['ZA', 'KE', false],
  ['HK', 'SG', true],
  ['HK', 'CN', false],
  ['NZ', 'WS', true],
  ['NZ', 'AU', false],
  ['UA', 'XK', true],
  ['RU', 'RU', false],
  ['BY', 'RU', false],
  ['US', 'ZZ', false],
] as const)('%s and %s are of one region: %s', (one, other, expected) => {
  expect(isSameRegion(one, other)).toBe(expected)
  expect(isSameRegion(other, one)).toBe(expected)
})
