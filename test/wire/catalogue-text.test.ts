import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { WireOffer } from '../../shared/wire/catalog/offer.ts'
import { WireProduct } from '../../shared/wire/catalog/product.ts'

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
