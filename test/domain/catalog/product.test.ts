import { describe, expect, test } from 'vitest'
import {
  type Assortment,
  findAvailability,
  findSku,
  isFor,
  isInView,
  isItemId,
  itemsOf,
  narrowed,
  partsOf,
  productsIn,
  skusOf,
  type TargetView,
} from '../../../shared/domain/catalog/product.ts'
import type { QualificationName } from '../../../shared/domain/customers/qualification.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { skuOnSale } from '../sales.ts'

const seats = skuOnSale(['CFQ7TTC0LH18', '0001'], { transitionTargets: ['CFQ7TTC0LH18:0002'] })
const better = skuOnSale(['CFQ7TTC0LH18', '0002'], {}, { isPurchasable: false, isRenewable: false })
const azure = skuOnSale(['DZH318Z0BPS6', '0001'], {}, { terms: undefined }, { id: 'Azure', displayName: 'Azure' })
const assortment: Assortment = [seats, better, azure]
const names = (...granted: readonly QualificationName[]) => ({
  qualifications: granted.map((name) => ({ name, grantedAt: now.toISOString() })),
})

describe('looking up the catalogue', () => {
  const path = { productId: 'CFQ7TTC0LH18', skuId: '0001', availabilityId: 'AVAILABLE001' }

  test.for([
    ['a product', () => skusOf(assortment, 'CFQ7TTC0LH18'), 'allowed'],
    ['a product in small letters', () => skusOf(assortment, 'cfq7ttc0lh18'), 'allowed'],
    ['a product that is kept in small letters', () => skusOf([skuOnSale(['abc', '1'])], 'ABC'), 'allowed'],
    ['a product that is not there', () => skusOf(assortment, 'CFQ7TTC0LH19'), 'productNotFound'],
    ['a sku', () => findSku(assortment, 'CFQ7TTC0LH18', '0002'), 'allowed'],
    ['a sku of another product', () => findSku(assortment, 'DZH318Z0BPS6', '0002'), 'skuNotFound'],
    ['a sku of a product that is not there', () => findSku(assortment, 'NONE', '0001'), 'productNotFound'],
    ['an availability', () => findAvailability(assortment, path), 'allowed'],
    [
      'an availability in small letters',
      () => findAvailability(assortment, { ...path, availabilityId: 'available001' }),
      'allowed',
    ],
    [
      'an availability that is not there',
      () => findAvailability(assortment, { ...path, availabilityId: 'NONE' }),
      'availabilityNotFound',
    ],
    [
      'an availability of a sku that is not there',
      () => findAvailability(assortment, { ...path, skuId: '9' }),
      'skuNotFound',
    ],
  ] as const)('%s', ([, find, expected]) => {
    expect(refusalOf(find)).toBe(expected)
  })

  test('gives what was asked for', () => {
    expect(skusOf(assortment, 'CFQ7TTC0LH18')).toEqual([seats, better])
    expect(findSku(assortment, 'CFQ7TTC0LH18', '0002')).toBe(better)
    expect(findAvailability(assortment, path)).toBe(seats.availabilities[0])
  })

  test('gives each product once', () => {
    expect(productsIn(assortment).map(({ id }) => id)).toEqual(['CFQ7TTC0LH18', 'DZH318Z0BPS6'])
  })
})

describe('who may have an availability', () => {
  test.for<readonly [string, QualificationName[], boolean]>([
    ['commercial', [], true],
    ['commercial', ['education'], true],
    ['education', [], false],
    ['education', ['education'], true],
    ['Education', ['education'], true],
    ['Education', [], false],
    ['nonprofit', ['education'], false],
    ['nonprofit', ['nonprofit'], true],
    ['government', ['nonprofit'], false],
    ['government', ['government_community_cloud'], true],
  ])('one for %s, a customer with %j: %s', ([segment, granted, expected]) => {
    const { availabilities } = skuOnSale(['CFQ7TTC0LH18', '0001'], {}, { segment })
    const [offer] = itemsOf([{ ...seats, availabilities }]).values()

    expect(availabilities.map(isFor(names(...granted)))).toEqual([expected])
    expect(offer?.reselleeQualifications).toHaveLength(segment === 'commercial' ? 0 : 1)
  })

  test('a sku that nobody can have is left out', () => {
    expect(narrowed(assortment, ({ isPurchasable }) => isPurchasable)).toEqual([seats, azure])
  })
})

describe('an availability as an order sees it', () => {
  const offers = itemsOf(assortment)
  const offerOf = (id: string) => offers.get(`${id}:AVAILABLE001`)

  test.for([
    [
      'seats are licences',
      'CFQ7TTC0LH18:0001',
      { unitType: 'Licenses', billing: 'license', isAvailableForPurchase: true, isAutoRenewable: true },
    ],
    [
      'what cannot be bought is not for purchase, nor renewed',
      'CFQ7TTC0LH18:0002',
      { isAvailableForPurchase: false, isAutoRenewable: false },
    ],
    ['Azure is paid by use', 'DZH318Z0BPS6:0001', { unitType: 'Usage-based', billing: 'usage' }],
    ['nothing of it is an add-on, nor limited', 'CFQ7TTC0LH18:0001', { isAddOn: false, limitUnitOfMeasure: 'None' }],
  ] as const)('%s', ([, id, expected]) => {
    expect(offerOf(id)).toMatchObject({ ...expected, minimumQuantity: 1, maximumQuantity: 300, country: 'US' })
  })

  test('it has the terms of the availability and the transitions of the sku; Azure has no term', () => {
    expect(offerOf('CFQ7TTC0LH18:0001')?.item).toMatchObject({
      terms: [{ duration: 'P1M' }, { duration: 'P1Y' }],
      transitionTargets: ['CFQ7TTC0LH18:0002'],
    })
    expect(offerOf('DZH318Z0BPS6:0001')?.item?.terms).toEqual([])
  })

  test.for([
    ['says nothing of it', {}, true],
    ['says it is another publisher’s', { isMicrosoftProduct: false, publisherName: 'Fabrikam' }, false],
  ] as const)('it is Microsoft’s where the product %s', ([, product, expected]) => {
    const [offer] = itemsOf([{ ...seats, product: { ...seats.product, ...product } }]).values()

    expect(offer?.isMicrosoftProduct).toBe(expected)
    expect(offer?.item?.publisherName).toBe('publisherName' in product ? product.publisherName : undefined)
  })
})

test.for<readonly [string, TargetView[]]>([
  ['Azure', ['Azure', 'MicrosoftAzure']],
  ['AzureReservationsVM', ['Azure', 'AzureReservations']],
  ['OnlineServicesNCE', ['OnlineServices']],
  ['Software', ['Software', 'SoftwareSubscriptions']],
  ['SoftwarePerpetual', ['Software']],
  ['PerpetualSoftware', ['Software', 'SoftwarePerpetual']],
  ['SaaS', ['SaaS']],
])('a product of the type %s is in the views %j', ([id, expected]) => {
  const views: readonly TargetView[] = [
    ...(['Azure', 'AzureReservations', 'MicrosoftAzure', 'OnlineServices'] as const),
    ...(['Software', 'SoftwarePerpetual', 'SoftwareSubscriptions', 'SaaS'] as const),
  ]
  const product = { ...seats.product, productType: { id, displayName: id } }

  expect(views.filter((view) => isInView(view)(product))).toEqual(expected)
})

test.for([
  ['CFQ7TTC0LH18', true],
  ['cfq7ttc0lh18:0001:CFQ7TTC0K971', true],
  [' CFQ7TTC0LH18:0001', true],
  ['CFQ7TTC0LH1', false],
  ['CFQ7TTC0LH188', false],
  ['031C9E47-4802-4248-838E-778FB1D2CC05', false],
] as const)('%s is an id of newer commerce: %s', ([id, expected]) => {
  expect(isItemId(id)).toBe(expected)
})

test('the id of a catalogue item names product, sku and availability', () => {
  expect(partsOf('P:S:A')).toEqual({ productId: 'P', skuId: 'S', availabilityId: 'A' })
  expect(partsOf('P')).toEqual({ productId: 'P', skuId: '', availabilityId: '' })
})
