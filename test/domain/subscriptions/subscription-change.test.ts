import { describe, expect, test } from 'vitest'
import { MpnId } from '../../../shared/domain/ids.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import {
  type ChangeContext,
  changeSubscription,
  registerSubscription,
  type SubscriptionChange,
} from '../../../shared/domain/subscriptions/subscription-change.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { customer, days, inCountry, offer as offerOf, partnership, subscription } from '../sales.ts'

const base = subscription({ subscriptionId: 'BASE', offerId: 'OFFER' })
const addOn: Subscription = { ...base, subscriptionId: 'ADDON', parentSubscriptionId: 'BASE' }
const offer = offerOf('OFFER', { minimumQuantity: 2, maximumQuantity: 10 })
const context: ChangeContext = {
  customer,
  subscriptions: [base, addOn],
  agreements: [],
  agreementRequired: false,
  offer,
  resellers: new Map([[reseller.mpnId, partnership]]),
}
const change = (wanted: SubscriptionChange, before = base, more: Partial<ChangeContext> = {}) =>
  changeSubscription(before, wanted, { ...context, ...more }, callerOf(provider), now)
const suspended: Subscription = { ...base, status: 'suspended', suspensionReasons: ['CustomerCancellation'] }

test.for([
  ['the quantity', { quantity: 7 }, { quantity: 7 }],
  ['the name', { friendlyName: 'Branch' }, { friendlyName: 'Branch' }],
  ['the reseller on record', { partnerId: reseller.mpnId }, { partnerId: reseller.mpnId }],
  ['the renewal', { autoRenewEnabled: false }, { autoRenewEnabled: false }],
] as const)('%s changes, one version on, and the rest stays', ([, wanted, expected]) => {
  expect(change(wanted)?.subscriptions).toEqual([{ ...base, ...expected, version: 4 }])
})

test('what is as it was is no change', () => {
  expect(change({})).toBeUndefined()
  expect(
    change({
      quantity: 5,
      status: 'active',
      friendlyName: 'HQ seats',
      autoRenewEnabled: true,
      billingCycle: 'monthly',
    }),
  ).toBeUndefined()
  expect(change({ status: 'suspended' }, suspended)).toBeUndefined()
})

describe('refusals', () => {
  const unknown = MpnId.parse('9999999')
  test.for([
    ['a stale etag', { version: 2, quantity: 6 }, base, 'etagStale'],
    ['a stale etag beside a new status', { version: 2, status: 'suspended' as const }, base, 'etagStale'],
    ['a stale etag beside another cycle', { version: 2, billingCycle: 'annual' as const }, base, 'etagStale'],
    ['a stale etag beside a reseller', { version: 2, partnerId: reseller.mpnId }, base, 'etagStale'],
    ['a stale etag that nothing hangs on', { version: 2 }, base, 'allowed'],
    [
      'a stale etag beside what is so already',
      {
        version: 2,
        quantity: 5,
        status: 'active' as const,
        friendlyName: 'HQ seats',
        billingCycle: 'monthly' as const,
        partnerId: null,
      },
      base,
      'allowed',
    ],
    ['the current etag', { version: 3, quantity: 6 }, base, 'allowed'],
    ['anything on a deleted one', { quantity: 6 }, { ...base, status: 'deleted' as const }, 'subscriptionDeleted'],
    ['deleting', { status: 'deleted' as const }, base, 'statusChangeNotAllowed'],
    ['one below the minimum', { quantity: 1 }, base, 'quantityNotAllowed'],
    ['the minimum', { quantity: 2 }, base, 'allowed'],
    ['the maximum', { quantity: 10 }, base, 'allowed'],
    ['one above the maximum', { quantity: 11 }, base, 'quantityNotAllowed'],
    ['the quantity of a suspended one', { quantity: 6 }, suspended, 'quantityWhileSuspended'],
    ['the name of a suspended one', { friendlyName: 'x' }, suspended, 'suspendedNotChangeable'],
    [
      'activating a suspended one under a new name',
      { status: 'active' as const, friendlyName: 'x' },
      suspended,
      'allowed',
    ],
    ['another billing cycle', { billingCycle: 'annual' as const }, base, 'billingCycleNotChangeable'],
    ['no billing cycle in particular', { billingCycle: 'unknown' as const, quantity: 6 }, base, 'allowed'],
    ['the cycle of what is not billed in one', { billingCycle: 'none' as const, quantity: 6 }, base, 'allowed'],
    [
      'the reseller that is on record already, though nobody knows it any more',
      { partnerId: unknown, quantity: 6 },
      { ...base, partnerId: unknown },
      'allowed',
    ],
    ['another offer', { offerId: 'ELSE' }, base, 'invalidInput: offerId notChangeable'],
    ['its own offer, however it is written', { offerId: 'offer', quantity: 6 }, base, 'allowed'],
    ['the provider itself on record', { partnerId: provider.mpnId }, base, 'ownMpnIdOnRecord'],
    ['an unknown reseller on record', { partnerId: unknown }, base, 'partnerNotFound'],
  ] as const)('%s', ([, wanted, before, expected]) => {
    expect(refusalOf(() => change(wanted, before))).toBe(expected)
  })

  test('more licences need an agreement in force, fewer do not', () => {
    const needed = { agreementRequired: true }

    expect(refusalOf(() => change({ quantity: 6 }, base, needed))).toBe('agreementNotConfirmed')
    expect(refusalOf(() => change({ quantity: 4 }, base, needed))).toBe('allowed')
  })

  test('more licences need a customer of the region, fewer do not, nor suspending', () => {
    const elsewhere = { customer: inCountry('RU') }

    expect(refusalOf(() => change({ quantity: 6 }, base, elsewhere))).toBe('countryOutsideRegion')
    expect(refusalOf(() => change({ quantity: 4 }, base, elsewhere))).toBe('allowed')
    expect(refusalOf(() => change({ status: 'suspended' }, base, elsewhere))).toBe('allowed')
  })

  test('the renewal of what is paid by use is neither turned on nor off', () => {
    const byUse = { ...base, billingType: 'usage' }

    expect(refusalOf(() => change({ autoRenewEnabled: false }, byUse))).toContain('invalidInput')
  })

  test('another term needs an agreement in force', () => {
    const terms = [
      { duration: 'P1M', billingCycle: 'monthly' as const, description: '', refundDays: 7 },
      { duration: 'P1Y', billingCycle: 'monthly' as const, description: '', refundDays: 7 },
    ]
    const productType = { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' }
    const inMonths = { ...base, newCommerce: { productType, termDuration: 'P1M', refunds: [], transitions: [] } }
    const item = { productType, terms, transitionTargets: [] }
    const asked = (agreementRequired: boolean) =>
      refusalOf(() => change({ termDuration: 'P1Y' }, inMonths, { offer: { ...offer, item }, agreementRequired }))

    expect([asked(true), asked(false)]).toEqual(['agreementNotConfirmed', 'allowed'])
  })

  test('an offer that is sold no more can only shrink', () => {
    expect(refusalOf(() => change({ quantity: 6 }, base, { offer: undefined }))).toBe('quantityNotAllowed')
    expect(refusalOf(() => change({ quantity: 4 }, base, { offer: undefined }))).toBe('allowed')
  })
})

describe('suspending', () => {
  test('takes the active add-ons along, and says why', () => {
    expect(change({ status: 'suspended' })?.subscriptions).toMatchObject([
      { subscriptionId: 'BASE', status: 'suspended', suspensionReasons: ['CustomerCancellation'] },
      { subscriptionId: 'ADDON', status: 'suspended', version: 4 },
    ])
  })

  test('activating again leaves the add-ons as they are, and the reason is gone', () => {
    const activated = change({ status: 'active' }, suspended)?.subscriptions

    expect(activated).toHaveLength(1)
    expect(activated?.[0]).not.toHaveProperty('suspensionReasons')
  })

  test('an add-on is not activated before its base', () => {
    const waiting: Subscription = { ...addOn, status: 'suspended' }

    expect(refusalOf(() => change({ status: 'active' }, waiting, { subscriptions: [suspended, waiting] }))).toBe(
      'parentInactive',
    )
    expect(refusalOf(() => change({ status: 'active' }, waiting, { subscriptions: [base, waiting] }))).toBe('allowed')
  })
})

describe('an add-on', () => {
  const inStatus = (status: Subscription['status']) =>
    change({ status: 'suspended' }, base, { subscriptions: [base, { ...addOn, status }] })

  test.for([
    ['active', ['BASE', 'ADDON']],
    ['suspended', ['BASE']],
    ['deleted', ['BASE']],
  ] as const)('that is %s when its base is suspended: what changes is %j', ([status, expected]) => {
    expect(inStatus(status)?.subscriptions.map(({ subscriptionId }) => subscriptionId)).toEqual(expected)
  })

  test.for([
    ['active', 'allowed'],
    ['suspended', 'parentInactive'],
    ['deleted', 'parentInactive'],
  ] as const)('is activated on a base that is %s: %s', ([status, expected]) => {
    const waiting: Subscription = { ...addOn, status: 'suspended' }

    expect(
      refusalOf(() => change({ status: 'active' }, waiting, { subscriptions: [{ ...base, status }, waiting] })),
    ).toBe(expected)
  })

  test('is not activated on a base that nobody knows', () => {
    const waiting: Subscription = { ...addOn, status: 'suspended' }

    expect(refusalOf(() => change({ status: 'active' }, waiting, { subscriptions: [waiting] }))).toBe('parentInactive')
  })
})

describe('in newer commerce', () => {
  const until = days(7).toISOString()
  const productType = { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' }
  const newCommerce = {
    productType,
    refundDays: 7,
    cancellableUntil: until,
    refunds: [{ quantity: 2, until }],
    transitions: [],
  }
  const newer: Subscription = { ...base, newCommerce }
  const at = (wanted: SubscriptionChange, when: Date, before = newer) =>
    changeSubscription(before, wanted, context, callerOf(provider), when)

  test.for([
    ['it is cancelled in the last instant', { status: 'deleted' as const }, days(7, -1), newer, 'allowed'],
    [
      'it is not cancelled when the time is over',
      { status: 'deleted' as const },
      days(7),
      newer,
      'cancellationTooLate',
    ],
    [
      'a suspended one is cancelled, too',
      { status: 'deleted' as const },
      now,
      { ...newer, status: 'suspended' as const },
      'allowed',
    ],
    ['seats that were bought are given back', { quantity: 3 }, now, newer, 'allowed'],
    ['no more seats than were bought are given back', { quantity: 2 }, now, newer, 'quantityNotDecreasable'],
    ['no seats are given back when the time is over', { quantity: 4 }, days(7), newer, 'quantityNotDecreasable'],
  ] as const)('%s', ([, wanted, when, before, expected]) => {
    expect(refusalOf(() => at(wanted, when, before))).toBe(expected)
  })

  test('one that is cancelled neither renews nor has anything to give back', () => {
    expect(at({ status: 'deleted' }, now)?.subscriptions).toMatchObject([
      { status: 'deleted', autoRenewEnabled: false, newCommerce: { refunds: [] } },
      { subscriptionId: 'ADDON', status: 'deleted', autoRenewEnabled: false },
    ])
  })

  test('what is bought can be given back, and what was given back cannot be again', () => {
    expect(at({ quantity: 8 }, days(1))?.subscriptions[0].newCommerce?.refunds).toEqual([
      { quantity: 2, until },
      { quantity: 3, until: days(8).toISOString() },
    ])
    expect(at({ quantity: 4 }, now)?.subscriptions[0].newCommerce?.refunds).toEqual([{ quantity: 1, until }])
  })
})

describe('registering', () => {
  test.for([
    ['an active one', base, 'allowed'],
    ['a suspended one', suspended, 'allowed'],
    ['a deleted one', { ...base, status: 'deleted' as const }, 'subscriptionDeleted'],
  ] as const)('%s: %s', ([, before, expected]) => {
    expect(refusalOf(() => registerSubscription(before, now))).toBe(expected)
  })

  test('is done once', () => {
    const registered = registerSubscription(base, now)
    const after = { ...base, registeredAt: now.toISOString(), version: 4 }

    expect(registered?.subscriptions).toEqual([after])
    expect(registered?.event).toMatchObject({ operation: 'update_subscription', before: base, after })
    expect(registerSubscription(after, now)).toBeUndefined()
  })
})

test('the audit names it as Partner Center does', () => {
  expect(change({ quantity: 7 })?.event).toMatchObject({ operation: 'update_subscription', resourceId: 'BASE' })
  expect(change({ status: 'suspended' })?.event.facts).toEqual({
    SubscriptionId: 'BASE',
    OfferId: 'OFFER',
    SubscriptionName: 'HQ seats',
    Quantity: '5',
    Status: 'Suspended',
    PartnerOnRecord: 'None',
    ActionTaken: 'False',
  })
})
