import { describe, expect, test } from 'vitest'
import type { OrderContext } from '../../../shared/domain/orders/order.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { upgradeSubscription, upgradesOf } from '../../../shared/domain/subscriptions/upgrade.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { catalogueOf, customer, offer, context as orderContext, partnership, subscription } from '../sales.ts'

const catalogue = catalogueOf(
  offer('BASE', { upgradeTargetOffers: ['better', 'ANNUAL', 'GONE', 'UNKNOWN'] }),
  offer('BETTER', { maximumQuantity: 10 }),
  offer('ANNUAL', { supportedBillingCycles: ['annual'] }),
  offer('GONE', { isAvailableForPurchase: false }),
  offer('OTHER'),
)
const base = subscription()
const addOn = subscription({ subscriptionId: 'ADDON-1', parentSubscriptionId: base.subscriptionId })
const context: OrderContext = { ...orderContext, catalogue, subscriptions: [base] }
const withoutAdministration = { customer: { ...customer, delegatedAdmin: false } }
const upgrade = (before = base, more: Partial<OrderContext> = {}, target = 'BETTER') =>
  upgradeSubscription(before, target, { ...context, ...more }, callerOf(provider), now)

describe('what stands in the way of an upgrade', () => {
  test.for<readonly [string, Subscription, Partial<OrderContext>, readonly string[]]>([
    ['nothing for an active subscription', base, {}, []],
    ['that delegated administration was dropped', base, withoutAdministration, ['delegatedAdminDisabled']],
    ['that it is suspended', { ...base, status: 'suspended' }, {}, ['notActive']],
    ['that it is deleted', { ...base, status: 'deleted' }, {}, ['notActive']],
    ['an active add-on', base, { subscriptions: [base, addOn] }, ['addOnsPresent']],
    ['a suspended add-on', base, { subscriptions: [base, { ...addOn, status: 'suspended' }] }, ['addOnsPresent']],
    ['no deleted add-on', base, { subscriptions: [base, { ...addOn, status: 'deleted' }] }, []],
    ['no add-on of another', base, { subscriptions: [base, { ...addOn, parentSubscriptionId: 'OTHER-1' }] }, []],
    ['a billing cycle the target does not have', { ...base, billingCycle: 'none' }, {}, ['billingCycleNotSupported']],
    [
      'everything at once',
      { ...base, status: 'suspended', billingCycle: 'none' },
      { ...withoutAdministration, subscriptions: [base, addOn] },
      ['delegatedAdminDisabled', 'notActive', 'addOnsPresent', 'billingCycleNotSupported'],
    ],
  ])('%s', ([, before, more, errors]) => {
    expect(upgradesOf(before, { ...context, ...more })[0]).toMatchObject({
      target: { id: 'BETTER' },
      quantity: 5,
      errors,
    })
    expect(refusalOf(() => upgrade(before, more))).toBe(errors.length > 0 ? 'upgradeNotAvailable' : 'allowed')
  })
})

test.for([
  ['what its offer names and is sold', base, ['BETTER', 'ANNUAL']],
  ['nothing where its offer names nothing', { ...base, offerId: 'OTHER' }, []],
  ['nothing where its offer is not in the catalogue', { ...base, offerId: 'NONE' }, []],
] as const)('a subscription can be upgraded to %s', ([, before, expected]) => {
  expect(upgradesOf(before, context).map(({ target }) => target.id)).toEqual(expected)
})

describe('upgrading', () => {
  test.for([
    ['to what the offer names is allowed', {}, 'BETTER', 'allowed'],
    ['to a target in small letters is allowed', {}, 'better', 'allowed'],
    ['to what the offer does not name is refused', {}, 'OTHER', 'upgradeNotAvailable'],
    ['to what is sold no more is refused', {}, 'GONE', 'upgradeNotAvailable'],
    ['without an agreement in force is refused', { agreements: [] }, 'BETTER', 'agreementNotConfirmed'],
  ] as const)('%s', ([, more, target, expected]) => {
    expect(refusalOf(() => upgrade(base, more, target))).toBe(expected)
  })

  test('more licences than the target takes is refused', () => {
    expect(refusalOf(() => upgrade({ ...base, quantity: 10 }))).toBe('allowed')
    expect(refusalOf(() => upgrade({ ...base, quantity: 11 }))).toBe('quantityOutOfRange')
  })

  test('moves the licences to a new subscription and deletes the old one', () => {
    const { subscriptions, orders, event } = upgrade({ ...base, billingCycle: 'annual', partnerId: reseller.mpnId })
    const [source, target] = subscriptions

    expect(source).toMatchObject({
      subscriptionId: base.subscriptionId,
      status: 'deleted',
      autoRenewEnabled: false,
      version: 4,
    })
    expect(target).toMatchObject({
      ...{ subscriptionId: 'NEW-0', offerId: 'BETTER', status: 'active', quantity: 5, friendlyName: 'HQ seats' },
      ...{ billingCycle: 'annual', partnerId: reseller.mpnId },
    })
    expect(orders).toMatchObject([{ lineItems: [{ subscriptionId: 'NEW-0', partnerIdOnRecord: reseller.mpnId }] }])
    expect(event).toMatchObject({
      ...{ operation: 'upgrade_subscription', resource: 'subscription', resourceId: base.subscriptionId },
      ...{ after: target, facts: { TargetSubscriptionId: 'NEW-0', OfferId: 'BETTER' } },
    })
  })

  test('keeps a reseller on record that the provider works with no more', () => {
    const removed = new Map([[reseller.mpnId, { ...partnership, state: 'removed' as const }]])
    const before = { ...base, partnerId: reseller.mpnId }

    expect(upgrade(before, { resellers: removed }).subscriptions[1].partnerId).toBe(reseller.mpnId)
    expect(upgrade(before, { resellers: new Map() }).subscriptions[1].partnerId).toBe(reseller.mpnId)
    expect(upgrade().subscriptions[1]).not.toHaveProperty('partnerId')
  })

  test('a subscription that nobody named is called as its new offer', () => {
    expect(upgrade({ ...base, friendlyName: base.offerName }).subscriptions[1]?.friendlyName).toBe('Offer BETTER')
  })
})
