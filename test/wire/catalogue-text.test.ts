import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { WireOffer } from '../../shared/wire/catalog/offer.ts'
import {
  AvailabilityShape,
  availabilityToWire,
  marketShelf,
  skusFromWire,
  WireProduct,
} from '../../shared/wire/catalog/product.ts'
import { parseInput } from '../../shared/wire/problems.ts'

const itemsOf = (file: string) =>
  z
    .object({ items: z.array(z.looseObject({})) })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../local/catalogue', file), 'utf8'))).items
const [offer] = itemsOf('offers.json')
const [product] = itemsOf('products.json')

test.for([
  ['an offer', WireOffer, offer, 'name'],
  ['a product', WireProduct, product, 'title'],
] as const)('%s of a catalogue has a name of one line and a description of several', ([, schema, item, name]) => {
  const problemOf = (change: object) =>
    schema.safeParse({ ...item, ...change }).error?.issues.map(({ message }) => message)[0] ?? 'allowed'

  expect(problemOf({})).toBe('allowed')
  expect(problemOf({ [name]: 'Büro 365 für 中国' })).toBe('allowed')
  expect(problemOf({ [name]: 'Office\n365' })).toBe('notPlainText')
  expect(problemOf({ [name]: '\u202e365' })).toBe('notPlainText')
  expect(problemOf({ [name]: '' })).toBe('required')
  expect(problemOf({ description: 'One.\r\nTwo.' })).toBe('allowed')
  expect(problemOf({ description: 'One.\u0000' })).toBe('notPlainText')
  expect(problemOf({ description: 'x'.repeat(20_000) })).toBe('allowed')
  expect(problemOf({ description: 'x'.repeat(20_001) })).toBe('tooLong')
})

describe('an availability keeps what the catalogue says of its terms', () => {
  const whole = { type: 'Full', expiresAfter: 'P1D', sequenceId: 0 }
  const part = { type: 'Partial', expiresAfter: 'P7D', sequenceId: 1 }
  const usual = { sequenceId: 0, type: 'Full', expiresAfter: 'P7D' }
  const renewalInstructions = [
    {
      applicableTermIds: ['5aeco6mffyxo'],
      renewalOptions: [{ renewToId: 'CFQ7TTC0LH18:0001', isAutoRenewable: true }],
    },
  ]
  const [sku = {}] = z.array(z.looseObject({})).parse(product?.skus)
  const [availability = {}] = z.array(z.looseObject({})).parse(sku.availabilities)

  function readBack(cancellationPolicies: unknown) {
    const terms = [{ id: '5aeco6mffyxo', duration: 'P1Y', billingCycle: 'Annual', cancellationPolicies }]
    const given = { ...product, skus: [{ ...sku, availabilities: [{ ...availability, renewalInstructions, terms }] }] }
    const [[, onSale] = []] = skusFromWire(parseInput(WireProduct, given))
    const [kept] = onSale?.availabilities ?? []
    if (!onSale || !kept) throw new Error('no availability')
    return { days: kept.terms?.[0]?.refundDays, shown: availabilityToWire(kept, onSale, marketShelf('US')) }
  }

  test.for([
    ['nothing said: seven days', undefined, 7, [{ refundOptions: [usual] }]],
    ['an empty list: none', [], 0, []],
    ['no options: none', [{ refundOptions: [] }], 0, [{ refundOptions: [] }]],
    ['a day', [{ refundOptions: [whole] }], 1, [{ refundOptions: [whole] }]],
    ['a day for all, seven for a part', [{ refundOptions: [whole, part] }], 7, [{ refundOptions: [whole, part] }]],
  ] as const)('%s', ([, policies, days, expected]) => {
    const read = readBack(policies)

    expect(read.days).toBe(days)
    expect(read.shown).toMatchObject({ renewalInstructions })
    expect(read.shown.terms?.[0]).toMatchObject({ id: '5aeco6mffyxo', billingCycle: 'Annual' })
    expect(read.shown.terms?.[0]?.cancellationPolicies).toEqual(expected)
    expect(AvailabilityShape().safeParse(read.shown).error?.issues).toBeUndefined()
  })
})
