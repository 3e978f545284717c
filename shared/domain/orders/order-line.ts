import { type BillingCycle, type Offer, offerKey } from '../catalog/offer.ts'
import { isEligible, type Qualified } from '../customers/qualification.ts'
import { Fault } from '../fault.ts'
import type { MpnId } from '../ids.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import type { NewLine, OrderContext } from './order.ts'

/** A subscription in one of these can have an add-on bought onto it. */
const carryingStatuses: readonly Subscription['status'][] = ['active']
/** A subscription in one of these counts against what a customer may have of an offer at once. */
const countedStatuses: readonly Subscription['status'][] = ['active', 'suspended']

export interface ResolvedLine {
  readonly line: NewLine
  readonly offer: Offer
  readonly field: string
}

export function checkLineNumbers(lines: readonly NewLine[]): void {
  const numbers = lines.map(({ lineItemNumber }) => lineItemNumber).sort((one, other) => one - other)
  if (numbers.some((number, index) => number !== index))
    throw new Fault('lineItemNumbersWrong', { field: 'lineItems', last: lines.length - 1 })
}

export function findOffer(line: NewLine, index: number, { catalogue, customer }: OrderContext): Offer {
  const offer = catalogue.get(offerKey(line.offerId))
  const field = `lineItems[${index}].offerId`
  if (!offer) throw new Fault('offerNotFound', { field, offerId: line.offerId, country: customer.address.country })
  if (!offer.isAvailableForPurchase) throw new Fault('offerNoLongerSold', { field, offerId: line.offerId })
  return offer
}

/** Licence offers and newer commerce have orders of their own; only a cart can hold both. @throws {Fault} orderMixed */
export function checkOneKind(lines: readonly ResolvedLine[]): void {
  const other = lines.find(({ offer }) => (offer.item === undefined) !== (lines[0]?.offer.item === undefined))
  if (other) throw new Fault('orderMixed', { field: `${other.field}.offerId` })
}

/** An Azure plan needs the Customer Agreement, whatever else may be in force. @throws {Fault} agreementNotConfirmed */
export function checkAzureAgreement(
  lines: readonly ResolvedLine[],
  { agreements, agreementRequired }: Pick<OrderContext, 'agreements' | 'agreementRequired'>,
): void {
  const isAzure = lines.some(({ offer }) => isAzurePlan(offer))
  if (isAzure && agreementRequired && !agreements.some(({ type }) => type === 'MicrosoftCustomerAgreement'))
    throw new Fault('agreementNotConfirmed')
}

export function checkLine(line: NewLine, offer: Offer, field: string, context: OrderContext, caller: Caller): void {
  if (line.quantity < offer.minimumQuantity || line.quantity > offer.maximumQuantity)
    throw new Fault('quantityOutOfRange', {
      field: `${field}.quantity`,
      quantity: line.quantity,
      minimum: offer.minimumQuantity,
      maximum: offer.maximumQuantity,
    })
  checkEligible(offer, `${field}.offerId`, context.customer)
  if (line.partnerIdOnRecord)
    checkPartnerOnRecord(line.partnerIdOnRecord, `${field}.partnerIdOnRecord`, context, caller)
}

/** @throws {Fault} offerNotEligible unless the customer has a qualification that the offer is for */
export function checkEligible(offer: Offer, field: string, customer: Qualified): void {
  if (!isEligible(offer, customer))
    throw new Fault('offerNotEligible', { field, qualifications: offer.reselleeQualifications.join(', ') })
}

/** A wrong id fails the order; none at all only loses the incentive (Partner Center: partner of record). */
export function checkPartnerOnRecord(
  mpnId: MpnId,
  field: string,
  { resellers }: Pick<OrderContext, 'resellers'>,
  caller: Caller,
): void {
  if (mpnId === caller.account?.mpnId) throw new Fault('ownMpnIdOnRecord', { field, mpnId })
  const partnership = resellers.get(mpnId)
  if (!partnership) throw new Fault('partnerNotFound', { field, mpnId })
  if (partnership.state !== 'active') throw new Fault('notAnIndirectReseller', { field, mpnId })
}

/** @throws {Fault} offerLimitReached where a customer would have more of an offer than it may */
export function checkLimits(
  lines: readonly { readonly offer: Offer; readonly field: string }[],
  subscriptions: readonly Subscription[],
): void {
  for (const { offer, field } of lines) {
    if (offer.limitUnitOfMeasure === 'None' || offer.limit <= 0) continue
    const counted = subscriptions.filter(
      ({ offerId, status }) =>
        offerKey(offerId) === offerKey(offer.id) &&
        (isLifetime(offer.limitUnitOfMeasure) || countedStatuses.includes(status)),
    ).length
    const asked = lines.filter((other) => other.offer === offer).length
    if (counted + asked > offer.limit)
      throw new Fault('offerLimitReached', { field, offerId: offer.id, limit: offer.limit })
  }
}

// Recordings write Lifetime, Partner Center's pages LifeTime.
const isLifetime = (unit: string): boolean => unit.toLowerCase() === 'lifetime'

/** An add-on hangs on one active subscription of a prerequisite offer: the one named, one of this order, or the only one there is. */
export function findParent(
  line: NewLine,
  offer: Offer,
  field: string,
  lines: readonly ResolvedLine[],
  idOf: (line: NewLine) => string,
  subscriptions: readonly Subscription[],
): string | undefined {
  if (!offer.isAddOn) {
    if (line.parentSubscriptionId) throw new Fault('addOnNeedsParent', { field: `${field}.parentSubscriptionId` })
    return undefined
  }
  const allowed = new Set(offer.prerequisiteOffers.map(offerKey))
  const owned = subscriptions.filter(
    ({ offerId, status }) => carryingStatuses.includes(status) && allowed.has(offerKey(offerId)),
  )
  if (line.parentSubscriptionId) {
    const named = line.parentSubscriptionId.toUpperCase()
    if (!owned.some(({ subscriptionId }) => subscriptionId === named))
      throw new Fault('addOnNeedsParent', { field: `${field}.parentSubscriptionId` })
    return named
  }
  const ordered = lines
    .filter((other) => allowed.has(offerKey(other.offer.id)) && isNamed(other.line, line))
    .map((other) => idOf(other.line))
  const candidates = [...ordered, ...owned.map(({ subscriptionId }) => subscriptionId)]
  const [only, another] = candidates
  if (only === undefined || (another !== undefined && ordered.length !== 1))
    throw new Fault('addOnNeedsParent', { field: `${field}.parentSubscriptionId` })
  return only
}

/** Whether an add-on that names its base line means this one; one that names none may mean any. */
function isNamed({ lineItemNumber }: NewLine, { parentLineItemNumber }: NewLine): boolean {
  return parentLineItemNumber === undefined || parentLineItemNumber === lineItemNumber
}

/** @throws {Fault} billingCycleNotSupported */
export function cycleOf(offer: Offer, asked: BillingCycle | undefined, field: string): BillingCycle {
  const [first] = offer.supportedBillingCycles
  if (first === undefined || first === 'none') return 'none'
  const wanted = asked === undefined || asked === 'unknown' ? 'monthly' : asked
  const supported = isAzurePlan(offer) ? [...offer.supportedBillingCycles, 'one_time'] : offer.supportedBillingCycles
  if (supported.includes(wanted)) return wanted
  if (asked === undefined || asked === 'unknown') return first
  throw new Fault('billingCycleNotSupported', {
    field: `${field}.offerId`,
    billingCycle: asked,
    supported: offer.supportedBillingCycles.join(', '),
  })
}

/** By Partner Center's documentation an Azure plan is ordered one_time, whatever a catalogue of older days says. */
const isAzurePlan = ({ item }: Offer): boolean => item?.productType.id === 'Azure'
