import { describe, expect, test } from 'vitest'
import type { BillingCycle, Offer } from '../../../shared/domain/catalog/offer.ts'
import { MpnId } from '../../../shared/domain/ids.ts'
import type { NewLine, OrderContext } from '../../../shared/domain/orders/order.ts'
import {
  checkAzureAgreement,
  checkLimits,
  checkLine,
  checkLineNumbers,
  checkOneKind,
  checkPartnerOnRecord,
  cycleOf,
  findOffer,
  findParent,
  type ResolvedLine,
} from '../../../shared/domain/orders/order-line.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { callerOf, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import {
  agreement,
  catalogueOf,
  customer,
  item,
  offer,
  context as orderContext,
  partnership,
  subscription,
} from '../sales.ts'

const caller = callerOf(provider)
const base = offer('BASE', { minimumQuantity: 2, maximumQuantity: 10 })
const addOn = offer('ADDON', { isAddOn: true, prerequisiteOffers: ['base'] })
const gone = offer('GONE', { isAvailableForPurchase: false })
const newer = item(['CFQ7TTC0LH18', '0001'])
const azure = item(['DZH318Z0BPS6', '0001'], {}, {}, { id: 'Azure', displayName: 'Azure' })
const context: OrderContext = { ...orderContext, catalogue: catalogueOf(base, addOn, gone, newer, azure) }
const lineOf = (offerId: string, change: Partial<NewLine> = {}): NewLine => ({
  ...{ lineItemNumber: 0, offerId, quantity: 5 },
  ...change,
})
const resolved = (one: Offer, lineItemNumber = 0, change: Partial<NewLine> = {}): ResolvedLine => ({
  line: lineOf(one.id, { lineItemNumber, ...change }),
  offer: one,
  field: `lineItems[${lineItemNumber}]`,
})

test.for([
  ['0', [0], 'allowed'],
  ['0, 1, 2', [0, 1, 2], 'allowed'],
  ['in any order', [2, 0, 1], 'allowed'],
  ['from 1', [1], 'lineItemNumbersWrong'],
  ['with one left out', [0, 2], 'lineItemNumbersWrong'],
  ['with one twice', [0, 0], 'lineItemNumbersWrong'],
  ['below 0', [-1, 0], 'lineItemNumbersWrong'],
  ['that a sort by letters would put in another order', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'allowed'],
] as const)('line numbers %s', ([, numbers, expected]) => {
  expect(refusalOf(() => checkLineNumbers(numbers.map((lineItemNumber) => lineOf('BASE', { lineItemNumber }))))).toBe(
    expected,
  )
})

test.for([
  ['one that is sold', 'BASE', 'allowed'],
  ['one in small letters', 'base', 'allowed'],
  ['one that nobody knows', 'NONE', 'offerNotFound'],
  ['one that is sold no more', 'GONE', 'offerNoLongerSold'],
] as const)('an offer, %s', ([, offerId, expected]) => {
  expect(refusalOf(() => findOffer(lineOf(offerId), 0, context))).toBe(expected)
})

test.for([
  ['licence offers only', [base, addOn], 'allowed'],
  ['newer commerce only', [newer, azure], 'allowed'],
  ['a licence offer and newer commerce', [base, newer], 'orderMixed'],
  ['newer commerce and a licence offer', [newer, newer, base], 'orderMixed'],
] as const)('an order of %s', ([, offers, expected]) => {
  expect(refusalOf(() => checkOneKind(offers.map((one, index) => resolved(one, index))))).toBe(expected)
})

describe('an Azure plan needs the Customer Agreement', () => {
  const cloudAgreement = { ...agreement, type: 'MicrosoftCloudAgreement' as const }

  test.for([
    ['which was confirmed', azure, { agreements: [agreement] }, 'allowed'],
    ['and no agreement will not do', azure, { agreements: [] }, 'agreementNotConfirmed'],
    ['and the Cloud Agreement will not do', azure, { agreements: [cloudAgreement] }, 'agreementNotConfirmed'],
    ['but not where there are no agreements', azure, { agreements: [], agreementRequired: false }, 'allowed'],
    ['and other products do not', newer, { agreements: [] }, 'allowed'],
  ] as const)('%s', ([, one, more, expected]) => {
    expect(refusalOf(() => checkAzureAgreement([resolved(one)], { ...context, ...more }))).toBe(expected)
  })
})

describe('a line', () => {
  const nonprofit = offer('NONPROFIT', { reselleeQualifications: ['Nonprofit'] })
  const qualified = { ...customer, qualifications: [{ name: 'nonprofit' as const, grantedAt: customer.createdAt }] }

  test.for([
    ['of one seat too few is refused', base, { quantity: 1 }, {}, 'quantityOutOfRange'],
    ['of the fewest seats is allowed', base, { quantity: 2 }, {}, 'allowed'],
    ['of the most seats is allowed', base, { quantity: 10 }, {}, 'allowed'],
    ['of one seat too many is refused', base, { quantity: 11 }, {}, 'quantityOutOfRange'],
    ['of an offer for others is refused', nonprofit, {}, {}, 'offerNotEligible'],
    ['of an offer for what the customer is is allowed', nonprofit, {}, { customer: qualified }, 'allowed'],
    ['with the provider on record is refused', base, { partnerIdOnRecord: provider.mpnId }, {}, 'ownMpnIdOnRecord'],
    ['with an active reseller on record is allowed', base, { partnerIdOnRecord: reseller.mpnId }, {}, 'allowed'],
  ] as const)('%s', ([, one, change, more, expected]) => {
    expect(refusalOf(() => checkLine(lineOf(one.id, change), one, 'line', { ...context, ...more }, caller))).toBe(
      expected,
    )
  })
})

test.for([
  ['an active reseller', reseller.mpnId, 'active', 'allowed'],
  ['a former reseller', reseller.mpnId, 'removed', 'notAnIndirectReseller'],
  ['the provider itself', provider.mpnId, 'active', 'ownMpnIdOnRecord'],
  ['somebody nobody knows', MpnId.parse('9999999'), 'active', 'partnerNotFound'],
] as const)('on record: %s', ([, mpnId, state, expected]) => {
  const resellers = new Map([[reseller.mpnId, { ...partnership, state }]])

  expect(refusalOf(() => checkPartnerOnRecord(mpnId, 'partnerId', { resellers }, caller))).toBe(expected)
})

describe('an offer that a customer may have twice', () => {
  const concurrent = offer('TWICE', { limit: 2, limitUnitOfMeasure: 'Concurrent' })
  const lifetime = offer('TWICE', { limit: 2, limitUnitOfMeasure: 'LifeTime' })
  const owned = (status: Subscription['status'] = 'active') => subscription({ offerId: 'twice', status })

  test.for([
    ['can be bought twice at once', concurrent, 2, [], 'allowed'],
    ['cannot be bought three times at once', concurrent, 3, [], 'offerLimitReached'],
    ['can be bought beside another', concurrent, 1, [owned()], 'allowed'],
    ['cannot be bought beside two, one suspended', concurrent, 1, [owned(), owned('suspended')], 'offerLimitReached'],
    ['can be bought when one of two was deleted', concurrent, 1, [owned(), owned('deleted')], 'allowed'],
    ['cannot be bought when two were had in a lifetime', lifetime, 1, [owned(), owned('deleted')], 'offerLimitReached'],
    ['can be bought beside any other offer', concurrent, 2, [subscription(), subscription()], 'allowed'],
    ['has no limit where it is of no unit', offer('TWICE', { limit: 2, limitUnitOfMeasure: 'None' }), 3, [], 'allowed'],
    ['has no limit where that is 0', offer('TWICE', { limit: 0, limitUnitOfMeasure: 'Concurrent' }), 3, [], 'allowed'],
  ] as const)('%s', ([, one, count, subscriptions, expected]) => {
    const lines = Array.from({ length: count }, (_, index) => resolved(one, index))

    expect(refusalOf(() => checkLimits(lines, subscriptions))).toBe(expected)
  })

  test('is not counted with the other lines of its order', () => {
    const lines = [concurrent, base, newer].map((one, index) => resolved(one, index))

    expect(refusalOf(() => checkLimits(lines, []))).toBe('allowed')
  })
})

describe('an add-on hangs on', () => {
  const idOf = (line: NewLine) => `LINE-${line.lineItemNumber}`
  const owned = subscription()
  const second = subscription({ subscriptionId: 'BASE-2' })
  const inStatus = (status: Subscription['status']) => [subscription({ status })]
  const on = (parentSubscriptionId: string) => ({ parentSubscriptionId })
  const ordered = [resolved(base, 1)]
  const two = [resolved(base, 1), resolved(base, 2)]

  test.for<readonly [string, Partial<NewLine>, readonly ResolvedLine[], readonly Subscription[], string]>([
    ['nothing, where there is nothing', {}, [], [], 'addOnNeedsParent'],
    ['the only one there is', {}, [], [owned], 'BASE-1'],
    ['neither of two', {}, [], [owned, second], 'addOnNeedsParent'],
    ['the one of two that is named', on('base-2'), [], [owned, second], 'BASE-2'],
    ['no suspended one', {}, [], inStatus('suspended'), 'addOnNeedsParent'],
    ['no suspended one that is named', on('BASE-1'), [], inStatus('suspended'), 'addOnNeedsParent'],
    ['no deleted one', {}, [], inStatus('deleted'), 'addOnNeedsParent'],
    ['none of another offer', {}, [], [subscription({ offerId: 'OTHER' })], 'addOnNeedsParent'],
    ['none that nobody knows', on('NONE'), [], [owned], 'addOnNeedsParent'],
    ['the one ordered beside it', {}, ordered, [], 'LINE-1'],
    ['the one ordered beside it before one there is', {}, ordered, [owned], 'LINE-1'],
    ['neither of two ordered beside it', {}, two, [], 'addOnNeedsParent'],
    ['the line of two that it names', { parentLineItemNumber: 2 }, two, [], 'LINE-2'],
    ['no line of another offer', {}, [resolved(addOn, 1)], [], 'addOnNeedsParent'],
  ])('%s', ([, change, lines, subscriptions, expected]) => {
    const find = () => findParent(lineOf('ADDON', change), addOn, 'line', lines, idOf, subscriptions)
    const refused = refusalOf(find)

    expect(refused === 'allowed' ? find() : refused).toBe(expected)
  })

  test('and nothing else does', () => {
    const find = (change: Partial<NewLine>) => findParent(lineOf('BASE', change), base, 'line', [], idOf, [owned])

    expect(find({})).toBeUndefined()
    expect(refusalOf(() => find(on('BASE-1')))).toBe('addOnNeedsParent')
  })
})

describe('the billing cycle', () => {
  test.for<readonly [string, readonly BillingCycle[], BillingCycle | undefined, string]>([
    ['is the month where none is asked for', ['annual', 'monthly'], undefined, 'monthly'],
    ['is the month where none in particular is asked for', ['annual', 'monthly'], 'unknown', 'monthly'],
    ['is the first where there is no month', ['annual', 'triennial'], undefined, 'annual'],
    ['is the first where there is no month and none in particular is asked for', ['annual'], 'unknown', 'annual'],
    ['is the one asked for', ['annual', 'monthly'], 'annual', 'annual'],
    ['is refused where the offer does not have it', ['monthly'], 'annual', 'billingCycleNotSupported'],
    ['is none where the offer has none, whatever is asked for', ['none'], 'annual', 'none'],
  ])('%s', ([, supportedBillingCycles, asked, expected]) => {
    const find = () => cycleOf(offer('X', { supportedBillingCycles: [...supportedBillingCycles] }), asked, 'line')
    const refused = refusalOf(find)

    expect(refused === 'allowed' ? find() : refused).toBe(expected)
  })
})
