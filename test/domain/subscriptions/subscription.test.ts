import { expect, test } from 'vitest'
import {
  addOnsOf,
  checkIsAzurePlan,
  ended,
  findSubscription,
} from '../../../shared/domain/subscriptions/subscription.ts'
import { refusalOf } from '../refusal.ts'
import { subscription } from '../sales.ts'

const base = subscription({ subscriptionId: 'ABCDEF' })
const newer = subscription({ subscriptionId: 'abc123' })
const addOn = subscription({ subscriptionId: 'ADD', parentSubscriptionId: 'ABCDEF' })
const deletedAddOn = subscription({ subscriptionId: 'OLD', parentSubscriptionId: 'ABCDEF', status: 'deleted' })
const all = [base, newer, addOn, deletedAddOn]

test.for([
  ['by its id', 'ABCDEF', base],
  ['by its id in small letters', 'abcdef', base],
  ['of newer commerce by its id in capitals', 'ABC123', newer],
] as const)('a subscription is found %s', ([, id, expected]) => {
  expect(findSubscription(all, id)).toBe(expected)
})

test.for([
  ['the add-ons of a base, deleted ones too', 'abcdef', [addOn, deletedAddOn]],
  ['no add-ons where there are none', 'abc123', []],
] as const)('%s', ([, id, expected]) => {
  expect(addOnsOf(all, id)).toEqual(expected)
})

test('a subscription that nobody knows is not found', () => {
  expect(refusalOf(() => findSubscription(all, 'NONE'))).toBe('subscriptionNotFound')
  expect(refusalOf(() => addOnsOf(all, 'NONE'))).toBe('subscriptionNotFound')
})

const ofType = (id: string) =>
  subscription({ newCommerce: { productType: { id, displayName: id }, refunds: [], transitions: [] } })

test.for([
  ['an Azure plan', ofType('Azure'), 'allowed'],
  ['a reservation', ofType('AzureReservationsVM'), 'azurePlanRequired'],
  ['seats of newer commerce', ofType('OnlineServicesNCE'), 'azurePlanRequired'],
  ['a licence', base, 'azurePlanRequired'],
] as const)('only an Azure plan has entitlements: %s', ([, subject, expected]) => {
  expect(refusalOf(() => checkIsAzurePlan(subject))).toBe(expected)
})

test('one that has ended neither renews nor can any of it be given back', () => {
  const newCommerce = {
    productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
    ...{ termDuration: 'P1Y', refundDays: 7, transitions: [] },
  }
  const until = '2026-03-17T09:00:00.000Z'
  const before = subscription({
    ...{ status: 'suspended', suspensionReasons: ['CustomerCancellation'] },
    newCommerce: { ...newCommerce, cancellableUntil: until, refunds: [{ quantity: 5, until }] },
  })

  expect(ended(before)).toEqual(
    subscription({ status: 'deleted', autoRenewEnabled: false, newCommerce: { ...newCommerce, refunds: [] } }),
  )
  expect(ended(base)).toEqual({ ...base, status: 'deleted', autoRenewEnabled: false })
})
