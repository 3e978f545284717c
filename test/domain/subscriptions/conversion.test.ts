import { describe, expect, test } from 'vitest'
import {
  type ConversionContext,
  conversionsOf,
  convertTrial,
  type NewConversion,
} from '../../../shared/domain/subscriptions/conversion.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { callerOf, now, provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { catalogueOf, context, inCountry, offer, subscription } from '../sales.ts'

const paid = offer('PAID', { minimumQuantity: 5, maximumQuantity: 50, isAutoRenewable: true, hasAddOns: true })
const catalogue = catalogueOf(
  offer('TRIAL', { isTrial: true, conversionTargetOffers: ['paid', 'GONE', 'UNKNOWN', 'ANNUAL'] }),
  paid,
  offer('GONE', { isAvailableForPurchase: false }),
  offer('ANNUAL', { supportedBillingCycles: ['annual'] }),
  offer('OTHER'),
)
const trial = subscription({
  ...{ offerId: 'TRIAL', offerName: 'Offer TRIAL', friendlyName: 'Offer TRIAL', quantity: 25 },
  ...{ isTrial: true, billingCycle: 'none', autoRenewEnabled: false, hasPurchasableAddons: false },
  commitmentEndDate: '2026-04-01T00:00:00.000Z',
})
const convert = (
  wanted: Partial<NewConversion> = {},
  before: Subscription = trial,
  more: Partial<ConversionContext> = {},
) =>
  convertTrial(
    before,
    { targetOfferId: 'PAID', ...wanted },
    { ...context, catalogue, subscriptions: [before], ...more },
    callerOf(provider),
    now,
  )

describe('what a subscription can be converted to', () => {
  test.for([
    ['an active trial: what its offer names and is sold', trial, ['PAID', 'ANNUAL']],
    ['a suspended trial: nothing', { ...trial, status: 'suspended' as const }, []],
    ['a deleted trial: nothing', { ...trial, status: 'deleted' as const }, []],
    ['what is no trial: nothing', { ...trial, isTrial: false }, []],
    ['a trial of an offer that is not in the catalogue: nothing', { ...trial, offerId: 'NONE' }, []],
  ] as const)('%s', ([, before, expected]) => {
    expect(conversionsOf(before, catalogue).map(({ targetOfferId }) => targetOfferId)).toEqual(expected)
  })

  test('is told with what it would cost in seats and how it would be billed', () => {
    expect(conversionsOf(trial, catalogue)).toMatchObject([
      { offerId: 'TRIAL', orderId: trial.orderId, quantity: 25, billingCycle: 'monthly' },
      { billingCycle: 'annual' },
    ])
  })
})

describe('converting', () => {
  test.for([
    ['an active trial is allowed', {}, trial, 'allowed'],
    ['a target in small letters is allowed', { targetOfferId: 'paid' }, trial, 'allowed'],
    ['a suspended trial is refused', {}, { ...trial, status: 'suspended' as const }, 'conversionNotAvailable'],
    ['a deleted trial is refused', {}, { ...trial, status: 'deleted' as const }, 'conversionNotAvailable'],
    ['what is no trial is refused', {}, { ...trial, isTrial: false }, 'conversionNotAvailable'],
    ['to what the offer does not name is refused', { targetOfferId: 'OTHER' }, trial, 'conversionNotAvailable'],
    ['to what is sold no more is refused', { targetOfferId: 'GONE' }, trial, 'conversionNotAvailable'],
    ['one seat below the minimum is refused', { quantity: 4 }, trial, 'quantityNotAllowed'],
    ['the minimum is allowed', { quantity: 5 }, trial, 'allowed'],
    ['the maximum is allowed', { quantity: 50 }, trial, 'allowed'],
    ['one seat above the maximum is refused', { quantity: 51 }, trial, 'quantityNotAllowed'],
    [
      'as many seats as the trial had are held to the target, too',
      {},
      { ...trial, quantity: 51 },
      'quantityNotAllowed',
    ],
    [
      'a billing cycle the target does not have is refused',
      { targetOfferId: 'ANNUAL', billingCycle: 'monthly' as const },
      trial,
      'billingCycleNotSupported',
    ],
  ] as const)('%s', ([, wanted, before, expected]) => {
    expect(refusalOf(() => convert(wanted, before))).toBe(expected)
  })

  const limited = (limitUnitOfMeasure: string) =>
    catalogueOf(
      offer('TRIAL', { isTrial: true, conversionTargetOffers: ['PAID'] }),
      offer('PAID', { limit: 1, limitUnitOfMeasure }),
    )
  const charity = catalogueOf(
    offer('TRIAL', { isTrial: true, conversionTargetOffers: ['PAID'] }),
    offer('PAID', { reselleeQualifications: ['nonprofit'] }),
  )
  const another = subscription({ offerId: 'PAID', subscriptionId: 'ANOTHER' })

  test.for([
    ['without an agreement', { agreements: [] }, 'agreementNotConfirmed'],
    ['without an agreement where none is needed', { agreements: [], agreementRequired: false }, 'allowed'],
    ['for a customer outside the region', { customer: inCountry('RU') }, 'countryOutsideRegion'],
    ['to what the customer is not qualified for', { catalogue: charity }, 'offerNotEligible'],
    [
      'to one more than a customer may have',
      { catalogue: limited('Concurrent'), subscriptions: [trial, another] },
      'offerLimitReached',
    ],
    ['to the only one that a customer may have', { catalogue: limited('Concurrent') }, 'allowed'],
  ] as const)('%s: %s', ([, more, expected]) => {
    expect(refusalOf(() => convert({}, trial, more))).toBe(expected)
  })

  test('keeps the subscription, with another offer and a term that starts today', () => {
    const { subscriptions, event } = convert({ billingCycle: 'annual' })

    expect(subscriptions).toEqual([
      {
        ...trial,
        ...{ offerId: 'PAID', offerName: 'Offer PAID', friendlyName: 'Offer PAID', hasPurchasableAddons: true },
        ...{ isTrial: false, autoRenewEnabled: true, billingCycle: 'annual', version: 4 },
        ...{ effectiveStartDate: '2026-03-10T00:00:00.000Z', commitmentEndDate: '2027-03-10T00:00:00.000Z' },
      },
    ])
    expect(event).toMatchObject({
      ...{ operation: 'convert_trial_subscription', resource: 'subscription', resourceId: trial.subscriptionId },
      facts: { SubscriptionId: trial.subscriptionId, OfferId: 'PAID', Quantity: '25' },
    })
  })

  test('keeps a name that somebody gave it, and takes another quantity', () => {
    expect(convert({ quantity: 7 }, { ...trial, friendlyName: 'HQ' }).subscriptions).toMatchObject([
      { friendlyName: 'HQ', quantity: 7 },
    ])
  })
})
