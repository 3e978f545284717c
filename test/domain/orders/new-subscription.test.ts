import { describe, expect, test } from 'vitest'
import type { Offer } from '../../../shared/domain/catalog/offer.ts'
import { openSubscription } from '../../../shared/domain/orders/new-subscription.ts'
import type { NewLine } from '../../../shared/domain/orders/order.ts'
import { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { chooseTerm } from '../../../shared/domain/subscriptions/term.ts'
import { now, reseller } from '../people.ts'
import { customer, customerId, days, item, offer } from '../sales.ts'

const open = (of: Offer, line: Partial<NewLine> = {}, parentSubscriptionId?: string) =>
  openSubscription({ lineItemNumber: 0, offerId: of.id, quantity: 5, ...line }, of, {
    ...{ subscriptionId: 's1', parentSubscriptionId, chosen: chooseTerm(of, line, 'line'), now },
    context: { customer, orderId: 'o1' },
  })
const licence = offer('BASE', { hasAddOns: true, isAutoRenewable: true })
const newer = item(['CFQ7TTC0LH18', '0001'])

test('a line becomes an active subscription from the beginning of today', () => {
  const opened = open(licence)

  expect(opened).toEqual({
    ...{ subscriptionId: 's1', customerId, orderId: 'o1', offerId: 'BASE', offerName: 'Offer BASE', quantity: 5 },
    ...{
      friendlyName: 'Offer BASE',
      unitType: 'Licenses',
      hasPurchasableAddons: true,
      creationDate: now.toISOString(),
    },
    ...{ effectiveStartDate: '2026-03-10T00:00:00.000Z', commitmentEndDate: '2027-03-10T00:00:00.000Z' },
    ...{ status: 'active', autoRenewEnabled: true, isTrial: false, billingType: 'license', billingCycle: 'monthly' },
    ...{ actions: ['Cancel', 'Edit'], country: 'US', version: 1 },
  })
  expect(Subscription.parse(opened)).toEqual(opened)
})

test.for([
  ['the name that was asked for', licence, { friendlyName: 'HQ seats' }, { friendlyName: 'HQ seats' }],
  [
    'the name of its offer where an empty one was asked for',
    licence,
    { friendlyName: '' },
    { friendlyName: 'Offer BASE' },
  ],
  ['the reseller on record', licence, { partnerIdOnRecord: reseller.mpnId }, { partnerId: reseller.mpnId }],
  ['no renewal where its offer has none', offer('ONCE'), {}, { autoRenewEnabled: false }],
  ['a trial where its offer is one', offer('TRIAL', { isTrial: true }), {}, { isTrial: true }],
] as const)('it has %s', ([, of, line, expected]) => {
  expect(open(of, line)).toMatchObject(expected)
})

test('an add-on knows its base', () => {
  expect(open(licence, {}, 's0').parentSubscriptionId).toBe('s0')
})

describe('a subscription of newer commerce', () => {
  test.for([
    ['P1M', '2026-04-10T00:00:00.000Z'],
    ['P1Y', '2027-03-10T00:00:00.000Z'],
  ] as const)('bought for %s is committed to that term', ([termDuration, commitmentEndDate]) => {
    expect(open(newer, { termDuration })).toMatchObject({ commitmentEndDate, newCommerce: { termDuration } })
  })

  test('can be given back, all its seats, for the days of its term', () => {
    const until = days(7).toISOString()

    expect(open(newer).newCommerce).toEqual({
      ...{
        productType: { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
        termDuration: 'P1M',
        refundDays: 7,
      },
      ...{ cancellableUntil: until, refunds: [{ quantity: 5, until }], transitions: [] },
    })
  })

  test('without a term, as an Azure plan, cannot be given back', () => {
    const type = { id: 'Azure', displayName: 'Azure' }

    expect(open(item(['DZH318Z0BPS6', '0001'], {}, { terms: [] }, type)).newCommerce).toEqual({
      ...{ productType: type, refunds: [], transitions: [] },
    })
  })

  test('names another publisher', () => {
    const theirs = { isMicrosoftProduct: false, publisherName: 'Fabrikam' }
    const of = newer.item && { ...newer, item: { ...newer.item, ...theirs } }

    expect(of && open(of).newCommerce).toMatchObject(theirs)
  })
})
