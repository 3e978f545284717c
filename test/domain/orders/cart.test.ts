import { describe, expect, test } from 'vitest'
import { MpnId } from '../../../shared/domain/ids.ts'
import {
  Cart,
  checkOut,
  createCart,
  expiredCarts,
  findCart,
  mpnIdsInCart,
  updateCart,
} from '../../../shared/domain/orders/cart.ts'
import type { NewCart } from '../../../shared/domain/orders/cart-line.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { catalogueOf, context, customerId, days, item, offer } from '../sales.ts'

const cartId = 'cccccccc-0000-4000-8000-00000000000c'
const caller = callerOf(provider)
const newer = item(['CFQ7TTC0LH18', '0001'])
const azure = item(
  ['DZH318Z0BPS6', '0001'],
  { supportedBillingCycles: ['monthly'] },
  { terms: [] },
  { id: 'Azure', displayName: 'Azure' },
)
const bounded = offer('BOUNDED', { minimumQuantity: 5, maximumQuantity: 10 })
const catalogue = catalogueOf(
  offer('BASE'),
  offer('ADDON', { isAddOn: true, prerequisiteOffers: ['BASE'] }),
  offer('GONE', { isAvailableForPurchase: false }),
  offer('MONTHLY', { supportedBillingCycles: ['monthly'] }),
  offer('SCHOOLS', { reselleeQualifications: ['education'] }),
  offer('ONCE'),
  bounded,
  newer,
  azure,
)
type Line = Partial<NewCart['lineItems'][number]>
const wantedOf = (...lines: readonly Line[]): NewCart => ({
  lineItems: lines.map((line) => ({ catalogItemId: 'BASE', quantity: 1, ...line })),
})
const create = (...lines: readonly Line[]) =>
  createCart(wantedOf(...lines), { cartId, customerId }, checkOutContext, caller, now).cart
const ids = Array.from({ length: 100 }, (_, index) => `${String(index).padStart(8, '0')}-0000-4000-8000-00000000000f`)
const checkOutContext = { ...context, catalogue, ids }
const order = (cart: Cart, at = now) => checkOut(cart, checkOutContext, caller, at)

const theLastInstant = days(7, -1)
const theInstantItExpires = days(7)
const open = create({})
const ordered = order(open)?.cart ?? open

test('a new cart is active for seven days and names who filled it', () => {
  const { cart, event } = createCart(wantedOf({}), { cartId, customerId }, checkOutContext, caller, now)

  expect(cart).toMatchObject({ status: 'Active', expiresAt: theInstantItExpires.toISOString(), orderIds: [] })
  expect(cart).toMatchObject({ createdAt: now.toISOString(), changedAt: now.toISOString(), changedBy: caller.userId })
  expect(event).toEqual({ operation: 'create_cart', resource: 'cart', resourceId: cartId, after: cart })
  expect(Cart.parse(cart)).toEqual(cart)
})

describe('what may be done with a cart', () => {
  const actions = {
    find: (cart: Cart, at: Date) => findCart([cart], cartId.toUpperCase(), at),
    fill: (cart: Cart, at: Date) => updateCart(cart, wantedOf({ quantity: 2 }), checkOutContext, caller, at),
    order,
  }

  test.for([
    ['an active one can be found', 'find', open, now, 'allowed'],
    ['an active one can be found until the last instant', 'find', open, theLastInstant, 'allowed'],
    ['an active one is gone at the very instant it expires', 'find', open, theInstantItExpires, 'cartNotFound'],
    ['an ordered one can be found for ever', 'find', ordered, days(1000), 'allowed'],
    ['an active one can be filled again', 'fill', open, theLastInstant, 'allowed'],
    ['an expired one cannot be filled', 'fill', open, theInstantItExpires, 'cartNotFound'],
    ['an ordered one cannot be filled', 'fill', ordered, now, 'cartOrdered'],
    ['an active one can be ordered', 'order', open, theLastInstant, 'allowed'],
    ['an expired one cannot be ordered', 'order', open, theInstantItExpires, 'cartNotFound'],
    ['an ordered one can be asked to be ordered for ever', 'order', ordered, days(1000), 'allowed'],
  ] as const)('%s', ([, action, cart, at, expected]) => {
    expect(refusalOf(() => actions[action](cart, at))).toBe(expected)
  })

  test('an unknown one is not found', () => {
    expect(refusalOf(() => findCart([open], 'another', now))).toBe('cartNotFound')
  })

  test('ordering again makes no second order', () => {
    expect(order(ordered)).toBeUndefined()
  })

  test('a cart is in the way only after its time', () => {
    expect(expiredCarts([open], theLastInstant)).toEqual([])
    expect(expiredCarts([open], theInstantItExpires)).toEqual([open])
    expect(expiredCarts([ordered], days(1000))).toEqual([])
  })
})

test('filling again replaces the lines and keeps the age', () => {
  const { cart, event } = updateCart(
    open,
    wantedOf({ quantity: 7 }),
    checkOutContext,
    { ...caller, userId: 'else' },
    days(1),
  )

  expect(cart).toEqual({
    ...open,
    lineItems: create({ quantity: 7 }).lineItems,
    changedAt: days(1).toISOString(),
    changedBy: 'else',
  })
  expect(event).toMatchObject({ operation: 'update_cart', before: open, after: cart })
})

describe('what is wrong with a line stands on the line, and keeps the cart from being ordered', () => {
  test.for([
    ['an offer nobody knows', { catalogItemId: 'NONE' }, 10001],
    ['an offer that is sold no more', { catalogItemId: 'GONE' }, 10001],
    ['one seat too few', { catalogItemId: 'BOUNDED', quantity: 4 }, 10010],
    ['the fewest seats', { catalogItemId: 'BOUNDED', quantity: 5 }, undefined],
    ['the most seats', { catalogItemId: 'BOUNDED', quantity: 10 }, undefined],
    ['one seat too many', { catalogItemId: 'BOUNDED', quantity: 11 }, 10010],
    ['a term that is not offered', { catalogItemId: newer.id, termDuration: 'P3Y' }, 10013],
    [
      'a billing cycle that the term does not have',
      { catalogItemId: newer.id, termDuration: 'P1M', billingCycle: 'annual' },
      10013,
    ],
    ['a term that is offered', { catalogItemId: newer.id, termDuration: 'P1Y', billingCycle: 'annual' }, undefined],
    ['an offer in small letters', { catalogItemId: 'base' }, undefined],
    ['a billing cycle that the offer does not have', { catalogItemId: 'MONTHLY', billingCycle: 'annual' }, 10013],
    ['an Azure plan by the year', { catalogItemId: azure.id, billingCycle: 'annual' }, 10013],
    ['an Azure plan as it is documented', { catalogItemId: azure.id, billingCycle: 'one_time' }, undefined],
    ['what is for schools only', { catalogItemId: 'SCHOOLS' }, 10006],
    ['an add-on without its base', { catalogItemId: 'ADDON' }, 10007],
    [
      'an add-on onto another base',
      { catalogItemId: 'ONCE', addonItems: [{ catalogItemId: 'ADDON', quantity: 1 }] },
      10007,
    ],
    ['newer commerce as an add-on of a licence', { addonItems: [{ catalogItemId: newer.id, quantity: 1 }] }, 10006],
    ['a reseller nobody knows', { partnerId: MpnId.parse('9999999') }, 10004],
    ['the provider itself on record', { partnerId: provider.mpnId }, 10004],
    ['a reseller that is a partner', { partnerId: reseller.mpnId }, undefined],
    ['an add-on nobody knows', { addonItems: [{ catalogItemId: 'NONE', quantity: 1 }] }, 10001],
  ] as const)('%s', ([, line, errorCode]) => {
    const cart = create({ ...line, addonItems: 'addonItems' in line ? [...line.addonItems] : undefined })
    const [first] = cart.lineItems

    expect((first?.addonItems?.[0] ?? first)?.error?.errorCode).toBe(errorCode)
    expect(refusalOf(() => order(cart))).toBe(errorCode ? 'cartHasErrors' : 'allowed')
  })
})

describe('some mistakes are refused at once', () => {
  const addOns = (count: number) => Array.from({ length: count }, () => ({ catalogItemId: 'ADDON', quantity: 1 }))

  test.for<readonly [string, readonly Line[], string]>([
    ['a line that names nothing', [{ catalogItemId: '' }], 'catalogItemIdMissing'],
    ['an add-on that names nothing', [{ addonItems: [{ catalogItemId: '', quantity: 1 }] }], 'catalogItemIdMissing'],
    ['45 lines, add-ons counted', [{ addonItems: addOns(44) }], 'allowed'],
    ['the currency of the market', [{ currencyCode: 'usd' }], 'allowed'],
    ['another currency', [{ currencyCode: 'EUR' }], 'invalidInput: lineItems[0].currencyCode mismatch'],
    ['46 lines, add-ons counted', [{ addonItems: addOns(45) }], 'invalidInput: lineItems tooMany'],
  ])('%s', ([, lines, expected]) => {
    expect(refusalOf(() => create(...lines))).toBe(expected)
    expect(refusalOf(() => updateCart(open, wantedOf(...lines), checkOutContext, caller, now))).toBe(expected)
  })
})

describe('what is billed alike becomes one order', () => {
  test.for([
    ['two lines of licence offers', [{}, {}], ['OMS-0', 'OMS-0']],
    ['no billing cycle and none in particular', [{}, { billingCycle: 'unknown' }], ['OMS-0', 'OMS-0']],
    ['two billing cycles', [{ billingCycle: 'annual' }, { billingCycle: 'monthly' }], ['OMS-0', 'OMS-1']],
    ['a licence offer and newer commerce', [{}, { catalogItemId: newer.id }], ['OMS-0', '0']],
    [
      'newer commerce by the month and by the year',
      [
        { catalogItemId: newer.id, billingCycle: 'monthly' },
        { catalogItemId: newer.id, billingCycle: 'annual' },
        { catalogItemId: newer.id, billingCycle: 'monthly' },
      ],
      ['0', '1', '0'],
    ],
  ] as const)('%s', ([, lines, groups]) => {
    const cart = create(...lines)
    const checkedOut = order(cart)

    expect(cart.lineItems.map(({ orderGroup }) => orderGroup)).toEqual(groups)
    expect(checkedOut?.orders).toHaveLength(new Set(groups).size)
    expect(checkedOut?.subscriptions).toHaveLength(lines.length)
  })
})

test('a line of newer commerce that says half of its term gets the other half', () => {
  expect(create({ catalogItemId: newer.id, termDuration: 'P1Y' }).lineItems).toMatchObject([{ billingCycle: 'annual' }])
  expect(create({ catalogItemId: newer.id, billingCycle: 'annual' }).lineItems).toMatchObject([{ termDuration: 'P1Y' }])
})

test('add-ons are numbered behind their base and are ordered onto it', () => {
  const cart = create({ addonItems: [{ catalogItemId: 'ADDON', quantity: 2 }] }, {})
  const [base, addOn, second] = order(cart)?.subscriptions ?? []

  expect(cart.lineItems.map(({ id }) => id)).toEqual([0, 2])
  expect(cart.lineItems[0]?.addonItems).toMatchObject([{ id: 1, orderGroup: 'OMS-0' }])
  expect(addOn).toMatchObject({ offerId: 'ADDON', quantity: 2, parentSubscriptionId: base?.subscriptionId })
  expect(second).not.toHaveProperty('parentSubscriptionId')
})

test('a cart of no add-ons keeps no empty list of them', () => {
  expect(create({ addonItems: [] }).lineItems[0]).not.toHaveProperty('addonItems')
})

test('an ordered cart knows its orders, and the audit names the first', () => {
  const checkedOut = order(create({ friendlyName: 'HQ' }, { billingCycle: 'annual', partnerId: reseller.mpnId }))
  const orderIds = checkedOut?.orders.map(({ orderId }) => orderId) ?? []

  expect(orderIds).toHaveLength(2)
  expect(checkedOut?.cart).toMatchObject({ status: 'Ordered', orderIds, changedAt: now.toISOString() })
  expect(checkedOut?.event).toMatchObject({ operation: 'create_order', resource: 'order', resourceId: orderIds[0] })
  expect(Cart.parse(checkedOut?.cart)).toEqual(checkedOut?.cart)
  expect(checkedOut?.subscriptions).toMatchObject([{ friendlyName: 'HQ' }, { partnerId: reseller.mpnId }])
  expect(checkedOut?.subscriptions.every(({ subscriptionId }) => subscriptionId === subscriptionId.toUpperCase())).toBe(
    true,
  )
})

test('the audit of an ordered cart shows what was ordered', () => {
  const checkedOut = order(open)

  expect(checkedOut?.event.facts).toMatchObject({ OrderId: checkedOut?.orders[0]?.orderId, 'OfferId-0': 'BASE' })
})

test('the audit of a cart that became several orders keeps the lines of each', () => {
  const checkedOut = order(create({ friendlyName: 'HQ' }, { billingCycle: 'annual', partnerId: reseller.mpnId }))
  const [first, second] = checkedOut?.orders ?? []
  const [one, two] = checkedOut?.subscriptions ?? []

  expect(checkedOut?.event.facts).toMatchObject({
    OrderId: first?.orderId,
    'OrderId-0': first?.orderId,
    'SubscriptionId-0': one?.subscriptionId,
    'SubscriptionName-0': 'HQ',
    'OrderId-1': second?.orderId,
    'SubscriptionId-1': two?.subscriptionId,
    'BillingCycle-1': 'Annual',
    'PartnerOnRecord-1': reseller.mpnId,
  })
  expect(checkedOut?.event.facts).not.toHaveProperty('PartnerOnRecord-0')
})

test('all orders are placed or none: a cart is refused as its order is', () => {
  const withoutAgreement = { ...checkOutContext, agreements: [] }

  expect(refusalOf(() => checkOut(open, withoutAgreement, caller, now))).toBe('agreementNotConfirmed')
})

test('every reseller that a cart names is looked up, those of add-ons too', () => {
  const cart = create({}, { addonItems: [{ catalogItemId: 'ADDON', quantity: 1, partnerId: reseller.mpnId }] })

  expect(mpnIdsInCart(cart)).toEqual([reseller.mpnId])
})
