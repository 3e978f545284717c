import { describe, expect, test } from 'vitest'
import type { Offer } from '../../../shared/domain/catalog/offer.ts'
import { openSubscription } from '../../../shared/domain/orders/new-subscription.ts'
import type { OrderContext } from '../../../shared/domain/orders/order.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { chooseTerm } from '../../../shared/domain/subscriptions/term.ts'
import {
  eligibilitiesOf,
  NewTransition,
  type TransitionContext,
  transitionSubscription,
} from '../../../shared/domain/subscriptions/transition.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { catalogueOf, customer, days, inCountry, item, context as orderContext } from '../sales.ts'

const basic = item(['BASICBASIC01', '0001'], {
  transitionTargets: ['premiumpremi:0002', 'NONPROFITNON:0003', 'GONEGONEGONE:0004', 'SMALLSMALLSM:0005'],
})
const premium = item(['PREMIUMPREMI', '0002'])
const nonprofit = item(['NONPROFITNON', '0003'], {}, { segment: 'nonprofit' })
const gone = item(['GONEGONEGONE', '0004'], {}, { isPurchasable: false })
const small = item(['smallsmallsm', '0005'], { minimumQuantity: 3, maximumQuantity: 4 })
const unrelated = item(['UNRELATEDUNR', '0006'])
const catalogue = catalogueOf(basic, premium, nonprofit, gone, small, unrelated)

/** Ten licences for a year, bought `agoDays` ago. */
const owned = (
  offer: Offer,
  change: Partial<Subscription> = {},
  agoDays = 30,
  billingCycle: 'annual' | 'monthly' = 'annual',
): Subscription => ({
  ...openSubscription({ lineItemNumber: 0, offerId: offer.id, quantity: 10 }, offer, {
    subscriptionId: '50000000-0000-4000-8000-000000000001',
    chosen: chooseTerm(offer, { billingCycle }, 'line'),
    context: { customer, orderId: 'abcdefabcdef' },
    now: days(-agoDays),
  }),
  ...change,
})
const source = owned(basic)
const destinationId = 'd0000000-0000-4000-8000-00000000000d'
const destination = owned(premium, { subscriptionId: destinationId }, 20)
const newId = '50000000-0000-4000-8000-00000000000b'
const operationId = '60000000-0000-4000-8000-00000000000c'
const context: TransitionContext = {
  operationId,
  ...orderContext,
  catalogue,
  subscriptions: [source, destination],
  subscriptionIds: [newId.toUpperCase()],
}
const wantedOf = (change: Partial<NewTransition>): NewTransition => ({
  toCatalogItemId: premium.id,
  quantity: 10,
  transitionType: 'transition_only',
  ...change,
})
const move = (change: Partial<NewTransition>, before = source, more: Partial<OrderContext> = {}) =>
  transitionSubscription(before, wantedOf(change), { ...context, ...more }, callerOf(provider), now)

describe('what a subscription can go over to', () => {
  const targetsOf = (before: Subscription, customerHas: readonly 'nonprofit'[] = []) => {
    const qualifications = customerHas.map((name) => ({ name, grantedAt: now.toISOString() }))
    return eligibilitiesOf(before, { customer: { qualifications }, subscriptions: [], catalogue }, 'immediate', now)
  }

  test.for([
    ['are the skus its own names, while they are sold', source, [], [premium.id, small.id]],
    [
      'are also those for the qualifications of the customer',
      source,
      ['nonprofit'],
      [premium.id, nonprofit.id, small.id],
    ],
    ['are none where its sku names none', owned(unrelated), [], []],
    ['are none where its offer is not in the catalogue', { ...source, offerId: 'NONE' }, [], []],
  ] as const)('%s', ([, before, qualifications, expected]) => {
    expect(targetsOf(before, qualifications).map(({ target }) => target.id)).toEqual(expected)
  })

  test.for([
    ['active', true],
    ['suspended', false],
    ['deleted', false],
  ] as const)('a source that is %s can go over: %s', ([status, isActive]) => {
    expect(targetsOf({ ...source, status })[0]).toMatchObject({ isActive, quantity: 10 })
  })

  test('nothing can be scheduled for the end of the term', () => {
    expect(eligibilitiesOf(source, context, 'scheduled', now)).toEqual([])
  })
})

describe('whether another subscription can take the licences over', () => {
  const theInstantItCannotBeCancelled = destination.newCommerce?.cancellableUntil ?? ''
  const within = (at: string, ms: number) => new Date(Date.parse(at) + ms)
  const later = (end: string) => ({ ...destination, commitmentEndDate: end })

  test.for([
    ['it can be of the same length and end later', destination, now, []],
    ['not a suspended one', { ...destination, status: 'suspended' as const }, now, ['notActive']],
    ['not a deleted one', { ...destination, status: 'deleted' as const }, now, ['notActive']],
    ['not while it can be cancelled', destination, within(theInstantItCannotBeCancelled, -1), ['inCancellationWindow']],
    ['from the instant it cannot be cancelled', destination, within(theInstantItCannotBeCancelled, 0), []],
    [
      'not one of a shorter term',
      { ...owned(premium, {}, 20, 'monthly'), commitmentEndDate: '2099-01-01T00:00:00.000Z' },
      now,
      ['termShorter'],
    ],
    ['one that ends at the same instant', later(source.commitmentEndDate), now, []],
    ['not one that ends earlier', later('2026-12-31T00:00:00.000Z'), now, ['endsEarlier']],
  ] as const)('%s', ([, subscription, at, errors]) => {
    const [eligibility] = eligibilitiesOf(
      source,
      { ...context, subscriptions: [source, subscription] },
      'immediate',
      at,
    )

    expect(eligibility?.destinations).toEqual([{ subscription, errors }])
  })

  test('none takes the licences of a trial', () => {
    expect(eligibilitiesOf({ ...source, isTrial: true }, context, 'immediate', now)[0]?.destinations).toEqual([])
  })
})

/** Its own product has three licences at least. */
const ofThree = { catalogue: new Map([...catalogue, [basic.id, { ...basic, minimumQuantity: 3 }]]) }

describe('going over is refused', () => {
  const inWindow = owned(premium, { subscriptionId: destinationId }, 1)
  const nearlyFull = { ...destination, quantity: 291 }

  test.for([
    ['to nothing', { toCatalogItemId: '' }, source, {}, 'catalogItemIdMissing'],
    ['without an agreement in force', {}, source, { agreements: [] }, 'agreementNotConfirmed'],
    ['by a customer of another region', {}, source, { customer: inCountry('KR') }, 'countryOutsideRegion'],
    ['to what its sku does not name', { toCatalogItemId: unrelated.id }, source, {}, 'transitionNotAvailable'],
    ['to what is sold no more', { toCatalogItemId: gone.id }, source, {}, 'transitionNotAvailable'],
    ['to what is for others', { toCatalogItemId: nonprofit.id }, source, {}, 'transitionNotAvailable'],
    ['from a suspended subscription', {}, { ...source, status: 'suspended' as const }, {}, 'transitionNotAvailable'],
    ['from a deleted subscription', {}, { ...source, status: 'deleted' as const }, {}, 'transitionNotAvailable'],
    ['with one licence more than there is', { quantity: 11 }, source, {}, 'quantityNotAllowed'],
    ['with no licence', { quantity: 0 }, source, {}, 'quantityNotAllowed'],
    [
      'with so many that fewer stay than its offer has at least',
      { quantity: 8 },
      source,
      ofThree,
      'quantityNotAllowed',
    ],
    ['with more licences than the target takes', { toCatalogItemId: small.id }, source, {}, 'quantityNotAllowed'],
    [
      'with some, fewer than the target takes',
      { toCatalogItemId: small.id, quantity: 2 },
      source,
      {},
      'quantityNotAllowed',
    ],
    [
      'with some, more than the target takes',
      { toCatalogItemId: small.id, quantity: 5 },
      source,
      {},
      'quantityNotAllowed',
    ],
    ['for a term the target does not have', { termDuration: 'P3Y' }, source, {}, 'termNotSupported'],
    ['to a subscription nobody knows', { toSubscriptionId: newId }, source, {}, 'subscriptionNotFound'],
    [
      'to a subscription of another product',
      { toSubscriptionId: source.subscriptionId },
      source,
      {},
      'subscriptionNotFound',
    ],
    [
      'of a trial to a subscription there is',
      { toSubscriptionId: destinationId },
      { ...source, isTrial: true },
      {},
      'subscriptionNotFound',
    ],
    [
      'to a subscription that can still be cancelled',
      { toSubscriptionId: destinationId },
      source,
      { subscriptions: [source, inWindow] },
      'transitionNotAvailable',
    ],
    [
      'to a subscription that would have one licence too many',
      { toSubscriptionId: destinationId },
      source,
      { subscriptions: [source, nearlyFull] },
      'quantityNotAllowed',
    ],
  ] as const)('%s', ([, wanted, before, more, expected]) => {
    expect(refusalOf(() => move(wanted, before, more))).toBe(expected)
  })

  test.for([
    ['without an agreement where none is needed', {}, { agreements: [], agreementRequired: false }],
    ['with so many that as many stay as its offer has at least', { quantity: 7 }, ofThree],
    ['with all, however many its offer has at least', {}, ofThree],
    ['with the fewest licences the target takes', { toCatalogItemId: small.id, quantity: 3 }, {}],
    ['with the most licences the target takes', { toCatalogItemId: small.id, quantity: 4 }, {}],
    ['to a target in small letters', { toCatalogItemId: premium.id.toLowerCase() }, {}],
    [
      'to a subscription that becomes just full',
      { toSubscriptionId: destinationId, quantity: 9 },
      { subscriptions: [source, { ...destination, quantity: 291 }] },
    ],
    ['to a subscription in capitals', { toSubscriptionId: destinationId.toUpperCase() }, {}],
    [
      'to a subscription that is kept in capitals',
      { toSubscriptionId: destinationId },
      { subscriptions: [source, { ...destination, subscriptionId: destinationId.toUpperCase() }] },
    ],
  ] as const)('but not %s', ([, wanted, more]) => {
    expect(refusalOf(() => move(wanted, source, more))).toBe('allowed')
  })
})

describe('all licences go over where they are', () => {
  test('under the new product, for what is left of the term', () => {
    const { subscriptions, orders, event } = move({})
    const [after] = subscriptions

    expect(subscriptions).toHaveLength(1)
    expect(orders).toBeUndefined()
    expect(after).toMatchObject({
      ...{
        subscriptionId: source.subscriptionId,
        offerId: premium.id,
        offerName: premium.name,
        friendlyName: premium.name,
      },
      ...{ quantity: 10, status: 'active', billingCycle: 'annual', version: 2, autoRenewEnabled: true },
      ...{ effectiveStartDate: source.effectiveStartDate, commitmentEndDate: source.commitmentEndDate },
    })
    expect(event).toMatchObject({
      operation: 'upgrade_subscription',
      resourceId: source.subscriptionId,
      facts: { TargetSubscriptionId: source.subscriptionId, OfferId: premium.id, Quantity: '10' },
    })
  })

  test.for([
    ['a term that is as long goes on', {}, source, source.commitmentEndDate],
    ['another term starts today', { termDuration: 'P1M' }, source, '2026-04-10T00:00:00.000Z'],
    [
      'a billing cycle of another term starts it',
      { billingCycle: 'monthly' as const },
      source,
      '2026-04-10T00:00:00.000Z',
    ],
    ['a trial starts its term today', {}, { ...source, isTrial: true }, '2027-03-10T00:00:00.000Z'],
  ] as const)('%s', ([, wanted, before, end]) => {
    expect(move(wanted, before).subscriptions[0].commitmentEndDate).toBe(end)
  })

  test('a target that does not have the term takes its first', () => {
    const before = { ...source, newCommerce: source.newCommerce && { ...source.newCommerce, termDuration: 'P3Y' } }

    expect(move({}, before).subscriptions[0].newCommerce?.termDuration).toBe('P1M')
  })

  test('a name that somebody gave it stays', () => {
    expect(move({}, { ...source, friendlyName: 'HQ' }).subscriptions[0].friendlyName).toBe('HQ')
  })

  test('whoever switched renewal off keeps it off, but a trial renews as what it became', () => {
    const off = { ...source, autoRenewEnabled: false }

    expect(move({}, off).subscriptions[0].autoRenewEnabled).toBe(false)
    expect(move({}, { ...off, isTrial: true }).subscriptions[0].autoRenewEnabled).toBe(true)
  })

  test('only what a trial becomes can be given back anew', () => {
    const until = days(7).toISOString()

    expect(move({}).subscriptions[0].newCommerce?.cancellableUntil).toBe(source.newCommerce?.cancellableUntil)
    expect(move({}, { ...source, isTrial: true }).subscriptions[0].newCommerce).toMatchObject({
      cancellableUntil: until,
      refunds: [{ quantity: 10, until }],
    })
  })
})

describe('some licences become a subscription, and an order, of their own', () => {
  const { subscriptions, orders, event } = move({ quantity: 4 }, { ...source, partnerId: reseller.mpnId })
  const [left, opened] = subscriptions

  test('and the rest stays', () => {
    expect(left).toMatchObject({ subscriptionId: source.subscriptionId, quantity: 6, status: 'active', version: 2 })
    expect(opened).toMatchObject({ subscriptionId: newId, offerId: premium.id, quantity: 4, partnerId: reseller.mpnId })
    expect(orders).toMatchObject([{ orderId: 'f00dbabe0000', lineItems: [{ subscriptionId: newId, quantity: 4 }] }])
    expect(event.facts).toMatchObject({ SubscriptionId: source.subscriptionId, TargetSubscriptionId: newId })
  })

  test('no more can be given back of the rest than it has', () => {
    const fresh = owned(basic, {}, 0)

    expect(move({ quantity: 4 }, fresh).subscriptions[0].newCommerce?.refunds).toMatchObject([{ quantity: 6 }])
  })
})

describe('licences go over to a subscription there is', () => {
  test('some: the rest stays', () => {
    expect(move({ quantity: 4, toSubscriptionId: destinationId }).subscriptions).toMatchObject([
      { subscriptionId: source.subscriptionId, quantity: 6, status: 'active', version: 2 },
      { subscriptionId: destinationId, quantity: 14, version: 2 },
    ])
  })

  test('all: nothing is left to renew', () => {
    const { subscriptions, orders } = move({ toSubscriptionId: destinationId })

    expect(subscriptions).toMatchObject([
      { subscriptionId: source.subscriptionId, status: 'deleted', autoRenewEnabled: false, version: 2 },
      { subscriptionId: destinationId, quantity: 20 },
    ])
    expect(orders).toBeUndefined()
  })
})

test('the source notes what went where, of the last fifty times', () => {
  const once = move({
    quantity: 1,
    toSubscriptionId: destinationId,
    transitionType: 'transition_with_license_transfer',
  })
  const [noted] = once.subscriptions

  expect(noted.newCommerce?.transitions).toEqual([
    {
      operationId,
      ...{ fromCatalogItemId: basic.id, fromSubscriptionId: source.subscriptionId },
      ...{ toCatalogItemId: premium.id, toSubscriptionId: destinationId, quantity: 1 },
      ...{ termDuration: 'P1Y', billingCycle: 'annual', at: now.toISOString() },
      transitionType: 'transition_with_license_transfer',
    },
  ])

  const transitions = Array.from({ length: 50 }, () => noted.newCommerce?.transitions[0]).flatMap((one) => one ?? [])
  const full = { ...source, newCommerce: source.newCommerce && { ...source.newCommerce, transitions } }
  const kept = move({ quantity: 2, toSubscriptionId: destinationId }, full).subscriptions[0].newCommerce?.transitions

  expect(kept).toHaveLength(50)
  expect(kept?.at(-1)).toMatchObject({ quantity: 2 })
})

test('a transition that says little is one without a transfer of licences', () => {
  expect(NewTransition.parse({ quantity: 1 })).toEqual({
    toCatalogItemId: '',
    quantity: 1,
    transitionType: 'transition_only',
  })
})
