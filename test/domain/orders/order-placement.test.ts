import { describe, expect, test } from 'vitest'
import { MpnId } from '../../../shared/domain/ids.ts'
import { mpnIdsIn, type NewOrder, type OrderContext } from '../../../shared/domain/orders/order.ts'
import { placeOrder } from '../../../shared/domain/orders/order-placement.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { agreement, catalogueOf, customer, customerId, inCountry, offer, partnership } from '../sales.ts'

const offers = [
  offer('BASE'),
  offer('OTHER'),
  offer('ADDON', {
    isAddOn: true,
    prerequisiteOffers: ['base'],
    category: { id: '', name: '', rank: 0, locale: 'en-US', country: 'US' },
  }),
  offer('SMALL', { limit: 2, limitUnitOfMeasure: 'Concurrent' }),
  offer('TRIAL', {
    minimumQuantity: 25,
    maximumQuantity: 25,
    isTrial: true,
    supportedBillingCycles: ['none'],
    limit: 1,
    limitUnitOfMeasure: 'Lifetime',
    term: 1,
    termUnitOfMeasure: 'Month',
  }),
  offer('MONTHLY', { supportedBillingCycles: ['monthly'] }),
  offer('GONE', { isAvailableForPurchase: false }),
  offer('NONPROFIT', { reselleeQualifications: ['Nonprofit'] }),
]
const catalogue = catalogueOf(...offers)
const context: OrderContext = {
  customer,
  agreements: [agreement],
  subscriptions: [],
  catalogue,
  resellers: new Map([[reseller.mpnId, partnership]]),
  orderId: 'order-1',
  subscriptionIds: Array.from({ length: 45 }, (_, index) => `SUB-${index}`),
  agreementRequired: true,
}
type Line = Partial<NewOrder['lineItems'][number]>
const order = (lines: readonly Line[], change: Partial<OrderContext> = {}, more: Partial<NewOrder> = {}) => {
  const lineItems = lines.map((line, index) => ({ lineItemNumber: index, offerId: 'BASE', quantity: 1, ...line }))
  return placeOrder({ lineItems, ...more }, { ...context, ...change }, callerOf(provider), now)
}
const owned = (offerId: string, change: Partial<Subscription> = {}): Subscription => {
  const [made] = order([{ offerId: 'BASE' }]).subscriptions
  if (!made) throw new Error('no subscription')
  return { ...made, subscriptionId: `OWNED-${offerId}`, offerId, ...change }
}

test('each line becomes a subscription from today on, for the term of its offer', () => {
  const { order: placed, subscriptions } = order([
    { quantity: 5, friendlyName: 'HQ seats', partnerIdOnRecord: reseller.mpnId },
    { offerId: 'other' },
  ])

  expect(subscriptions).toMatchObject([
    {
      subscriptionId: 'SUB-0',
      quantity: 5,
      friendlyName: 'HQ seats',
      partnerId: reseller.mpnId,
      status: 'active',
      billingCycle: 'monthly',
    },
    {
      subscriptionId: 'SUB-1',
      offerId: 'OTHER',
      friendlyName: 'Offer OTHER',
      effectiveStartDate: '2026-03-10T00:00:00.000Z',
      commitmentEndDate: '2027-03-10T00:00:00.000Z',
    },
  ])
  expect(placed).toMatchObject({
    billingCycle: 'monthly',
    currencyCode: 'USD',
    status: 'completed',
    lineItems: [{ subscriptionId: 'SUB-0' }, { subscriptionId: 'SUB-1' }],
  })
})

test.for([
  ['USD', 'allowed'],
  ['usd', 'allowed'],
  ['EUR', 'invalidInput: currencyCode mismatch'],
] as const)('an order in the market of dollars may ask for %s: %s', ([currencyCode, expected]) => {
  expect(refusalOf(() => order([{}], {}, { currencyCode }))).toBe(expected)
})

describe('refusals', () => {
  test.for([
    ['no confirmed agreement', [{}], { agreements: [] }, 'agreementNotConfirmed'],
    ['no confirmed agreement where none is needed', [{}], { agreements: [], agreementRequired: false }, 'allowed'],
    ['a customer of a country of no region', [{}], { customer: inCountry('RU') }, 'countryOutsideRegion'],
    ['a customer of another region', [{}], { customer: inCountry('PR') }, 'countryOutsideRegion'],
    ['a customer of another country of the region', [{}], { customer: inCountry('GU') }, 'allowed'],
    [
      'a wrong line of a customer of another region',
      [{ quantity: 301 }],
      { customer: inCountry('PR') },
      'quantityOutOfRange',
    ],
    ['an unknown offer', [{ offerId: 'NONE' }], {}, 'offerNotFound'],
    ['an offer in small letters', [{ offerId: 'base' }], {}, 'allowed'],
    ['an offer that is no longer sold', [{ offerId: 'GONE' }], {}, 'offerNoLongerSold'],
    ['an offer for others', [{ offerId: 'NONPROFIT' }], {}, 'offerNotEligible'],
    ['one less than the minimum', [{ offerId: 'TRIAL', quantity: 24 }], {}, 'quantityOutOfRange'],
    ['the minimum', [{ offerId: 'TRIAL', quantity: 25 }], {}, 'allowed'],
    ['the maximum', [{ quantity: 300 }], {}, 'allowed'],
    ['one more than the maximum', [{ quantity: 301 }], {}, 'quantityOutOfRange'],
    ['line numbers that leave one out', [{}, { lineItemNumber: 2 }], {}, 'lineItemNumbersWrong'],
    ['a line number twice', [{}, { lineItemNumber: 0 }], {}, 'lineItemNumbersWrong'],
    ['line numbers in any order', [{ lineItemNumber: 1 }, { lineItemNumber: 0 }], {}, 'allowed'],
    ['the provider itself on record', [{ partnerIdOnRecord: provider.mpnId }], {}, 'ownMpnIdOnRecord'],
    ['an unknown reseller on record', [{ partnerIdOnRecord: MpnId.parse('1234567') }], {}, 'partnerNotFound'],
    [
      'a former reseller on record',
      [{ partnerIdOnRecord: reseller.mpnId }],
      { resellers: new Map([[reseller.mpnId, { ...partnership, state: 'removed' as const }]]) },
      'notAnIndirectReseller',
    ],
    ['two where two are allowed', [{ offerId: 'SMALL' }, { offerId: 'SMALL' }], {}, 'allowed'],
    [
      'a third where two are allowed',
      [{ offerId: 'SMALL' }, { offerId: 'SMALL' }],
      { subscriptions: [owned('SMALL')] },
      'offerLimitReached',
    ],
    [
      'again after one of two is deleted',
      [{ offerId: 'SMALL' }],
      { subscriptions: [owned('SMALL'), owned('SMALL', { status: 'deleted' })] },
      'allowed',
    ],
    [
      'a second trial after the first is deleted',
      [{ offerId: 'TRIAL', quantity: 25 }],
      { subscriptions: [owned('TRIAL', { status: 'deleted' })] },
      'offerLimitReached',
    ],
  ] as const)('%s', ([, lines, change, expected]) => {
    expect(refusalOf(() => order(lines, change))).toBe(expected)
  })

  test('the customer in the body must be the one in the path', () => {
    expect(refusalOf(() => order([{}], {}, { referenceCustomerId: 'another' }))).toBe(
      'invalidInput: referenceCustomerId mismatch',
    )
    expect(refusalOf(() => order([{}], {}, { referenceCustomerId: customerId.toUpperCase() }))).toBe('allowed')
  })

  test('a reseller’s customer needs a user', () => {
    const wanted = { lineItems: [{ lineItemNumber: 0, offerId: 'BASE', quantity: 1 }] }
    const ofReseller = { ...context, customer: { ...customer, associatedPartnerId: reseller.partnerId } }

    expect(refusalOf(() => placeOrder(wanted, ofReseller, callerOf(provider, ['AdminAgent'], false), now))).toBe(
      'userRequired',
    )
    expect(refusalOf(() => placeOrder(wanted, ofReseller, callerOf(provider), now))).toBe('allowed')
  })
})

describe('an add-on hangs on one base subscription', () => {
  const base = owned('BASE')
  const second = owned('BASE', { subscriptionId: 'OWNED-2' })

  test.for([
    ['without any', [{ offerId: 'ADDON' }], [], 'addOnNeedsParent'],
    ['with the only one there is', [{ offerId: 'ADDON' }], [base], 'OWNED-BASE'],
    ['with two, none named', [{ offerId: 'ADDON' }], [base, second], 'addOnNeedsParent'],
    ['with two, one named', [{ offerId: 'ADDON', parentSubscriptionId: 'owned-2' }], [base, second], 'OWNED-2'],
    ['with a suspended one', [{ offerId: 'ADDON' }], [{ ...base, status: 'suspended' as const }], 'addOnNeedsParent'],
    ['with one of another offer', [{ offerId: 'ADDON' }], [owned('OTHER')], 'addOnNeedsParent'],
    ['with the one ordered beside it', [{ offerId: 'ADDON' }, { offerId: 'BASE' }], [], 'SUB-1'],
    [
      'with the one ordered beside it, though one is owned',
      [{ offerId: 'BASE' }, { offerId: 'ADDON' }],
      [base],
      'SUB-0',
    ],
    [
      'naming one for what is no add-on',
      [{ offerId: 'BASE', parentSubscriptionId: 'OWNED-BASE' }],
      [base],
      'addOnNeedsParent',
    ],
  ] as const)('%s', ([, lines, subscriptions, expected]) => {
    const place = () => order(lines, { subscriptions })
    const refused = refusalOf(place)

    expect(
      refused === 'allowed'
        ? place().subscriptions.find(({ offerId }) => offerId === 'ADDON')?.parentSubscriptionId
        : refused,
    ).toBe(expected)
  })
})

describe('billing cycle', () => {
  test.for([
    ['BASE', undefined, 'monthly'],
    ['BASE', 'unknown', 'monthly'],
    ['BASE', 'annual', 'annual'],
    ['MONTHLY', 'annual', 'billingCycleNotSupported'],
    ['TRIAL', 'annual', 'none'],
  ] as const)('of %s, asked for %s', ([offerId, billingCycle, expected]) => {
    const place = () => order([{ offerId, quantity: 25 }], {}, { billingCycle })
    const refused = refusalOf(place)

    expect(refused === 'allowed' ? place().order.billingCycle : refused).toBe(expected)
  })
})

test('every reseller on record is looked up', () => {
  expect(
    mpnIdsIn({
      lineItems: [
        { lineItemNumber: 0, offerId: 'A', quantity: 1, partnerIdOnRecord: reseller.mpnId },
        { lineItemNumber: 1, offerId: 'A', quantity: 1 },
      ],
    }),
  ).toEqual([reseller.mpnId])
})
