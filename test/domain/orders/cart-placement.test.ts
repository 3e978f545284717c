import { expect, test } from 'vitest'
import type { CartLine } from '../../../shared/domain/orders/cart-line.ts'
import { lineErrors, placeCart } from '../../../shared/domain/orders/cart-placement.ts'
import { callerOf, now, provider } from '../people.ts'
import { catalogueOf, item, offer, context as orderContext, subscription } from '../sales.ts'

const caller = callerOf(provider)
const newer = item(['CFQ7TTC0LH18', '0001'])
const catalogue = catalogueOf(
  offer('BASE'),
  offer('ADDON', { isAddOn: true, prerequisiteOffers: ['BASE'] }),
  offer('ONCE', { limitUnitOfMeasure: 'Concurrent', limit: 1 }),
  newer,
)
const context = { ...orderContext, catalogue }
const line = (id: number, change: Partial<CartLine> = {}): CartLine => ({
  ...{ id, catalogItemId: 'BASE', quantity: 1, orderGroup: 'OMS-0' },
  ...change,
})
const addOn = { id: 9, catalogItemId: 'ADDON', quantity: 1, orderGroup: 'OMS-0' }
const errorsOf = (lines: readonly CartLine[], change = {}, by = caller) =>
  [...lineErrors(lines, { ...context, ...change }, by, now)].map(([id, error]) => [id, error.errorDescription])

test('every line that is wrong says so, and what is right is held against none of them', () => {
  const lines = [
    line(0, { catalogItemId: 'ONCE' }),
    line(1, { catalogItemId: 'ONCE' }),
    line(2, { catalogItemId: 'NONE', addonItems: [addOn] }),
    line(3, { addonItems: [{ ...addOn, id: 4, quantity: 0 }] }),
    line(5, { catalogItemId: newer.id, quantity: 1000, orderGroup: '0' }),
  ]

  expect(errorsOf(lines)).toEqual([
    [2, 'CatalogItemIdIsNotValid: NONE'],
    [4, 'InvalidInput: quantity 0 is outside 1 to 300'],
    [0, 'QuotaNotAvailable: ONCE'],
    [5, 'InvalidInput: quantity 1000 is outside 1 to 300'],
  ])
})

test('an add-on may come alone where the customer has its base, or an earlier order of the cart brings it', () => {
  const alone = [line(0, { catalogItemId: 'ADDON', orderGroup: 'OMS-1' })]

  expect(errorsOf(alone)).toEqual([[0, 'SubscriptionIsNotValid: parentSubscriptionId']])
  expect(errorsOf(alone, { subscriptions: [subscription()] })).toEqual([])
  expect(errorsOf([line(1), ...alone])).toEqual([])
})

test('an agreement that is not confirmed yet stands on no line, nor does that only a user may order', () => {
  const unconfirmed = { agreements: [], customer: { ...context.customer, associatedPartnerId: provider.partnerId } }

  expect(errorsOf([line(0)], unconfirmed, { ...caller, isUser: false })).toEqual([])
})

test('a cart without errors becomes its orders, one per group', () => {
  const lines = [line(0, { addonItems: [addOn] }), line(1, { catalogItemId: newer.id, orderGroup: '0' })]
  const ids = Array.from({ length: 9 }, (_, index) => `${index}0000000-0000-4000-8000-00000000000f`)
  const placed = placeCart(lines, { ...context, ids }, caller, now)

  expect(errorsOf(lines)).toEqual([])
  expect(placed.map(({ subscriptions }) => subscriptions.map(({ offerId }) => offerId))).toEqual([
    ['BASE', 'ADDON'],
    [newer.id],
  ])
})
