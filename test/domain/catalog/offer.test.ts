import { expect, test } from 'vitest'
import {
  addOnOffersOf,
  categoriesOf,
  monthsAfter,
  monthsOf,
  type Offer,
  termEnd,
} from '../../../shared/domain/catalog/offer.ts'
import { catalogueOf, offer } from '../sales.ts'

const dateOf = (date: Date) => date.toISOString().slice(0, 10)

test.for([
  ['2024-01-31', 'Month', 1, '2024-02-29'],
  ['2023-01-31', 'Month', 1, '2023-02-28'],
  ['2024-02-29', 'Year', 1, '2025-02-28'],
  ['2026-12-31', 'Day', 45, '2027-02-14'],
  ['2026-01-01', 'Month', 9998, '2859-03-01'],
  ['2026-01-01', 'Month', 9999, '9999-12-14'],
] as const)('a term that starts on %s and lasts %s × %s ends on %s', ([start, termUnitOfMeasure, term, end]) => {
  const subject = offer('X', { termUnitOfMeasure, term })

  expect(dateOf(termEnd(subject, new Date(`${start}T00:00:00Z`)))).toBe(end)
})

test.for([
  ['P1M', 1],
  ['P12M', 12],
  ['P1Y', 12],
  ['P3Y', 36],
  ['', 0],
  ['a year', 0],
] as const)('"%s" is %i months', ([duration, months]) => {
  expect(monthsOf(duration)).toBe(months)
})

test.for([
  ['2026-03-10', 1, '2026-04-10'],
  ['2026-03-31', 1, '2026-04-30'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2024-02-29', 36, '2027-02-28'],
] as const)('from %s it is %i months to %s', ([start, months, end]) => {
  expect(dateOf(monthsAfter(new Date(`${start}T00:00:00Z`), months))).toBe(end)
})

const category = (id: string, rank: number): Offer['category'] => ({
  id,
  name: id,
  rank,
  locale: 'en-US',
  country: 'US',
})
const base = offer('BASE', { category: category('LATER', 20) })
const addOn = { isAddOn: true, category: category('', 0) }
const catalogue = catalogueOf(
  base,
  offer('SAME', { category: category('LATER', 20) }),
  offer('FIRST', { category: category('FIRST', 10) }),
  offer('ADDON', { ...addOn, prerequisiteOffers: ['OTHER', 'base'] }),
  offer('OTHER-ADDON', { ...addOn, prerequisiteOffers: ['OTHER'] }),
  offer('NO-ADDON', { prerequisiteOffers: ['BASE'] }),
)

test('the add-ons of an offer are those that name it', () => {
  expect(addOnOffersOf(catalogue, base).map(({ id }) => id)).toEqual(['ADDON'])
})

test('each category is told once, by rank; the empty one of add-ons is none', () => {
  expect(categoriesOf(catalogue).map(({ id }) => id)).toEqual(['FIRST', 'LATER', 'Enterprise_Key'])
})
