import { describe, expect, test } from 'vitest'
import type { Order, OrderContext } from '../../../shared/domain/orders/order.ts'
import { changeOrder, type OrderChange } from '../../../shared/domain/orders/order-change.ts'
import { placeOrder } from '../../../shared/domain/orders/order-placement.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { callerOf, now, provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { catalogueOf, item, offer, context as orderContext, subscription } from '../sales.ts'

const caller = callerOf(provider)
const sandbox = callerOf({ ...provider, isSandbox: true })
const newer = item(['CFQ7TTC0LH18', '0001'])
const catalogue = catalogueOf(
  offer('BASE'),
  offer('MONTHLY', { supportedBillingCycles: ['monthly'] }),
  offer('ADDON', { isAddOn: true, prerequisiteOffers: ['BASE'] }),
  newer,
)
const { order: before, subscriptions: placed } = placeOrder(
  { lineItems: [{ lineItemNumber: 0, offerId: 'BASE', quantity: 5 }] },
  { ...orderContext, catalogue },
  caller,
  now,
)
const [own = subscription()] = placed
const ofAnotherOrder = subscription({ subscriptionId: 'OTHER-1', orderId: 'another' })
const deleted = { ...own, subscriptionId: 'DELETED-1', status: 'deleted' as const }
const context: Omit<OrderContext, 'orderId'> = {
  ...orderContext,
  catalogue,
  subscriptions: [own, ofAnotherOrder, deleted],
}
const change = (wanted: Partial<OrderChange>, by = caller, order: Order = before, more: Partial<OrderContext> = {}) =>
  changeOrder(order, { addOns: [], lines: [], ...wanted }, { ...context, ...more }, by, now)
const cancelled: Order = { ...before, status: 'cancelled' }
const addOn = { lineItemNumber: 0, offerId: 'ADDON', quantity: 2 }

test('the currency of an order comes back with it, and no other', () => {
  expect(change({ currencyCode: 'USD' })).toBeUndefined()
  expect(refusalOf(() => change({ currencyCode: 'EUR' }))).toBe('invalidInput: currencyCode mismatch')
})

test.for([
  [5, 'allowed'],
  [7, 'allowed'],
  [6, 'invalidInput: lineItems[0].quantity notChangeable'],
] as const)('a line of 5 seats, of which the subscription has 7 now, may say %d: %s', ([quantity, expected]) => {
  const line = { lineItemNumber: 0, offerId: 'BASE', quantity, field: 'lineItems[0]' }
  const subscriptions = [{ ...own, quantity: 7 }]

  expect(refusalOf(() => change({ lines: [line] }, caller, before, { subscriptions }))).toBe(expected)
})

describe('an order is cancelled', () => {
  test('in a sandbox, with the subscriptions it became and no others', () => {
    const changed = change({ status: 'cancelled' }, sandbox)

    expect(changed?.order).toEqual({ ...before, status: 'cancelled', version: 2 })
    expect(changed?.subscriptions).toEqual([{ ...own, status: 'deleted', autoRenewEnabled: false, version: 2 }])
    expect(changed?.event).toMatchObject({
      ...{ operation: 'update_order', resource: 'order', resourceId: before.orderId },
      ...{ before, after: changed?.order },
    })
  })

  test('with a suspended subscription, too', () => {
    const subscriptions = [{ ...own, status: 'suspended' as const }]

    expect(change({ status: 'cancelled' }, sandbox, before, { subscriptions })?.subscriptions).toMatchObject([
      { status: 'deleted' },
    ])
  })

  test('with the add-ons that came with other orders', () => {
    const base = { ...ofAnotherOrder, parentSubscriptionId: own.subscriptionId }
    const [active, suspended] = [base, { ...base, subscriptionId: 'OTHER-2', status: 'suspended' as const }]
    const gone = { ...base, subscriptionId: 'OTHER-3', status: 'deleted' as const }
    const ofAnother = { ...base, subscriptionId: 'OTHER-4', parentSubscriptionId: 'ELSE-1' }
    const subscriptions = [own, active, suspended, gone, ofAnother]

    const ended = change({ status: 'cancelled' }, sandbox, before, { subscriptions })?.subscriptions

    expect(ended?.map(({ subscriptionId, status }) => [subscriptionId, status])).toEqual([
      [own.subscriptionId, 'deleted'],
      ['OTHER-1', 'deleted'],
      ['OTHER-2', 'deleted'],
    ])
  })

  test('once', () => {
    expect(change({ status: 'cancelled' }, sandbox, cancelled)).toBeUndefined()
  })

  test.for([
    ['outside a sandbox', caller],
    ['by somebody who is not enrolled', callerOf(undefined)],
  ] as const)('not %s', ([, by]) => {
    expect(refusalOf(() => change({ status: 'cancelled' }, by))).toBe('orderNotCancellable')
  })
})

describe('the billing cycle of an order', () => {
  test.for([
    ['changes to one that its offers have', { billingCycle: 'annual' }, 'annual'],
    ['is as it was when nothing is asked', {}, undefined],
    ['is as it was when no cycle in particular is asked', { billingCycle: 'unknown' }, undefined],
    ['is as it was when it is so already', { billingCycle: 'monthly' }, undefined],
  ] as const)('%s', ([, wanted, billingCycle]) => {
    const changed = change(wanted)

    expect(changed?.order).toEqual(billingCycle && { ...before, billingCycle, version: 2 })
    expect(changed?.subscriptions).toEqual(billingCycle && [{ ...own, billingCycle, version: 2 }])
    expect(changed?.event.operation).toBe(billingCycle && 'update_order')
  })

  test.for<readonly [string, Subscription]>([
    ['one of its offers does not have it', { ...own, subscriptionId: 'MONTHLY-1', offerId: 'MONTHLY' }],
    ['one of its offers is not in the catalogue', { ...own, subscriptionId: 'NONE-1', offerId: 'NONE' }],
    ['it is of newer commerce, whose term says how it is billed', { ...own, offerId: newer.id }],
  ])('does not change where %s', ([, another]) => {
    expect(refusalOf(() => change({ billingCycle: 'annual' }, caller, before, { subscriptions: [own, another] }))).toBe(
      'cycleChangeNotAllowed',
    )
  })

  test.for<readonly [string, Subscription]>([
    ['a deleted subscription', { ...own, subscriptionId: 'MONTHLY-1', offerId: 'MONTHLY', status: 'deleted' }],
    [
      'a subscription of another order',
      { ...own, subscriptionId: 'MONTHLY-1', offerId: 'MONTHLY', orderId: 'another' },
    ],
  ])('does not ask %s', ([, another]) => {
    expect(refusalOf(() => change({ billingCycle: 'annual' }, caller, before, { subscriptions: [own, another] }))).toBe(
      'allowed',
    )
  })
})

describe('an add-on is added to an order', () => {
  const named = { ...addOn, parentSubscriptionId: own.subscriptionId }

  test('as a line behind those it has, however its request numbers it', () => {
    const changed = change({ addOns: [{ ...named, lineItemNumber: 7 }] })

    expect(changed?.order).toMatchObject({
      ...{ orderId: before.orderId, version: 2 },
      lineItems: [...before.lineItems, { lineItemNumber: 1, offerId: 'ADDON', quantity: 2 }],
    })
    expect(changed?.subscriptions).toMatchObject([
      { offerId: 'ADDON', orderId: before.orderId, parentSubscriptionId: own.subscriptionId, status: 'active' },
    ])
    expect(changed?.event).toMatchObject({ operation: 'update_order', before, after: changed?.order })
  })

  test.for([
    ['is billed as the order is', 'annual', 'annual'],
    ['is billed in its own way where the order is not billed in a cycle', 'none', 'monthly'],
  ] as const)('and %s', ([, billingCycle, expected]) => {
    const changed = change({ addOns: [named] }, caller, { ...before, billingCycle })

    expect(changed?.subscriptions).toMatchObject([{ billingCycle: expected }])
  })

  test.for([
    ['without an agreement in force', { agreements: [] }, named, 'agreementNotConfirmed'],
    ['onto nothing', { subscriptions: [] }, addOn, 'addOnNeedsParent'],
    ['that nobody knows', {}, { ...addOn, offerId: 'NONE' }, 'offerNotFound'],
  ] as const)('but not %s', ([, more, line, expected]) => {
    expect(refusalOf(() => change({ addOns: [line] }, caller, before, more))).toBe(expected)
  })
})

test('an order takes no more lines than one that is placed', () => {
  const named = { ...addOn, parentSubscriptionId: own.subscriptionId }
  const [line] = before.lineItems
  const of = (count: number): Order => ({ ...before, lineItems: Array.from({ length: count }, () => line ?? fail()) })

  expect(change({ addOns: [named] }, caller, of(44))?.order.lineItems).toHaveLength(45)
  expect(refusalOf(() => change({ addOns: [named] }, caller, of(45)))).toBe('invalidInput: lineItems tooMany')
})

function fail(): never {
  throw new Error('the order has no line')
}

test('an order that is cancelled and added to at once is cancelled', () => {
  expect(change({ status: 'cancelled', addOns: [addOn] }, sandbox)?.order.status).toBe('cancelled')
})
