import * as z from 'zod'
import type { Event } from '../audit.ts'
import { billingCycles, type Offer, offerKey, type Term } from '../catalog/offer.ts'
import { clearable } from '../change.ts'
import type { Agreement } from '../customers/agreement.ts'
import type { Customer } from '../customers/customer.ts'
import { checkMayBuy } from '../customers/sale.ts'
import { Fault, refuseInput } from '../fault.ts'
import { MpnId } from '../ids.ts'
import { line } from '../line.ts'
import { type Order, TermDuration } from '../orders/order.ts'
import { checkPartnerOnRecord } from '../orders/order-line.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { Partnership } from '../partnerships/partnership.ts'
import { Quantity } from '../quantity.ts'
import { type Notice, subscriptionUpdated } from '../webhooks/webhook.ts'
import { boughtSeats, giveBack } from './seats.ts'
import { ended, type Subscription } from './subscription.ts'
import { changedTerm, isInTerm, withTerm } from './term-change.ts'

const changeableStatuses: readonly Subscription['status'][] = ['active', 'suspended']
/** Beside the status itself. */
const editableStatuses: readonly Subscription['status'][] = ['active']
const resizableStatuses: readonly Subscription['status'][] = ['active']
const registrableStatuses: readonly Subscription['status'][] = ['active', 'suspended']
/** A base in one of these lets its add-on be active. */
const carryingStatuses: readonly Subscription['status'][] = ['active']
/** An add-on in one of these goes where its base goes. */
const followingStatuses: readonly Subscription['status'][] = ['active']

/** What a subscription can be changed to; absent means as it is. */
export const SubscriptionChange = z.object({
  version: z.number().int().optional(),
  quantity: Quantity.optional(),
  status: z.enum(['active', 'suspended', 'deleted']).optional(),
  friendlyName: line({ min: 1, max: 256 }).optional(),
  partnerId: clearable(MpnId),
  /** The offer that it is of: another one is reached by an upgrade, a transition or a conversion. */
  offerId: z.string().optional(),
  autoRenewEnabled: z.boolean().optional(),
  billingCycle: z.enum(billingCycles).optional(),
  termDuration: TermDuration.optional(),
})
export type SubscriptionChange = z.infer<typeof SubscriptionChange>

export interface ChangeContext {
  readonly customer: Pick<Customer, 'address'>
  /** All of the customer: suspending a base takes its add-ons along. */
  readonly subscriptions: readonly Subscription[]
  readonly agreements: readonly Agreement[]
  readonly agreementRequired: boolean
  /** The offer as the catalogue has it now; undefined when it is sold no more. */
  readonly offer: Offer | undefined
  readonly resellers: ReadonlyMap<string, Partnership>
}

export interface ChangedSubscriptions {
  /** The subscription itself first, then the add-ons that follow it. */
  readonly subscriptions: readonly [Subscription, ...Subscription[]]
  /** The order that came with the change, where one did. */
  readonly orders?: readonly Order[]
  readonly event: Event
  readonly notices: readonly Notice[]
}

/** A change of subscriptions, with a notice of each. */
export function changedSubscriptions(
  subscriptions: ChangedSubscriptions['subscriptions'],
  event: Event,
  orders?: readonly Order[],
): ChangedSubscriptions {
  return { subscriptions, ...(orders && { orders }), event, notices: subscriptions.map(subscriptionUpdated) }
}

/**
 * Changes a subscription. Gives undefined when everything is as asked already.
 * @throws {Fault} etagStale, subscriptionDeleted, statusChangeNotAllowed, parentInactive, billingCycleNotChangeable,
 * suspendedNotChangeable, quantityWhileSuspended, quantityNotAllowed, agreementNotConfirmed, countryOutsideRegion, ownMpnIdOnRecord, partnerNotFound,
 * notAnIndirectReseller, cancellationTooLate, quantityNotDecreasable, trialTermFixed, termNotShortened,
 * termNotSupported, invalidInput
 */
export function changeSubscription(
  before: Subscription,
  wanted: SubscriptionChange,
  context: ChangeContext,
  caller: Caller,
  now: Date,
): ChangedSubscriptions | undefined {
  // Clients change the order first and then send back the subscription as they had read it: nothing is lost by that.
  if (wanted.version !== undefined && wanted.version !== before.version && !isAsWanted(before, wanted))
    throw new Fault('etagStale', { field: 'attributes.etag' })
  if (!changeableStatuses.includes(before.status)) throw new Fault('subscriptionDeleted')
  const term = changedTerm(before, wanted, context.offer)
  const { status = before.status } = wanted
  if (status !== before.status) checkStatus(before, status, context, now)

  const edited = inTerm(edit(before, wanted, context, caller, now), term, { ...context, caller }, now)
  if (edited === before && status === before.status) return undefined
  if (edited !== before && status === before.status && !editableStatuses.includes(status))
    throw new Fault('suspendedNotChangeable')

  const after = withStatus({ ...edited, version: before.version + 1 }, status)
  const followers = status !== 'active' && before.status === 'active' ? addOnsOf(before, context) : []
  const moved = followers.map((addOn) => withStatus({ ...addOn, version: addOn.version + 1 }, status))
  return changedSubscriptions([after, ...moved], {
    operation: 'update_subscription',
    resource: 'subscription',
    resourceId: after.subscriptionId,
    before,
    after,
    facts: factsOf(after),
  })
}

const plainNames = ['quantity', 'status', 'friendlyName', 'autoRenewEnabled'] as const

/** Whether everything that a change says is so already. */
function isAsWanted(before: Subscription, wanted: SubscriptionChange): boolean {
  const partnerId = wanted.partnerId ?? undefined
  return (
    plainNames.every((name) => wanted[name] === undefined || wanted[name] === before[name]) &&
    (wanted.partnerId === undefined || partnerId === before.partnerId) &&
    isInTerm(before, wanted)
  )
}

/** Another term is a new commitment. @throws {Fault} agreementNotConfirmed, countryOutsideRegion */
function inTerm(
  before: Subscription,
  term: Term | undefined,
  context: ChangeContext & { readonly caller: Caller },
  now: Date,
): Subscription {
  const { offer, caller } = context
  if (!term || !offer) return before
  checkMayBuy(context, caller, now)
  return withTerm(before, offer, term, now)
}

/**
 * Licence-based subscriptions are suspended and brought back; they are deleted by time only. Newer commerce takes one back for
 * some days after the purchase.
 */
function checkStatus(
  before: Subscription,
  to: Subscription['status'],
  { subscriptions }: ChangeContext,
  now: Date,
): void {
  if (to === 'deleted') checkCancellation(before, now)
  if (to !== 'active' || !before.parentSubscriptionId) return
  const parent = subscriptions.find(({ subscriptionId }) => subscriptionId === before.parentSubscriptionId)
  if (!parent || !carryingStatuses.includes(parent.status))
    throw new Fault('parentInactive', { subscriptionId: before.parentSubscriptionId })
}

function checkCancellation({ newCommerce, status }: Subscription, now: Date): void {
  if (!newCommerce) throw new Fault('statusChangeNotAllowed', { field: 'status', from: status, to: 'deleted' })
  const { cancellableUntil } = newCommerce
  if (cancellableUntil && now.getTime() >= Date.parse(cancellableUntil))
    throw new Fault('cancellationTooLate', { field: 'status', until: cancellableUntil })
}

function edit(
  before: Subscription,
  wanted: SubscriptionChange,
  context: ChangeContext,
  caller: Caller,
  now: Date,
): Subscription {
  const { quantity = before.quantity, friendlyName = before.friendlyName } = wanted
  const { autoRenewEnabled = before.autoRenewEnabled, offerId = before.offerId } = wanted
  if (offerKey(offerId) !== offerKey(before.offerId)) refuseInput('offerId', 'notChangeable')
  const partnerId = partnerOnRecord(before, wanted, context, caller)
  if (autoRenewEnabled !== before.autoRenewEnabled) checkRenewal(before, autoRenewEnabled, context)
  if (quantity !== before.quantity) checkQuantity(before, quantity, context)
  if (quantity > before.quantity) checkMayBuy(context, caller, now)

  const isSame =
    quantity === before.quantity &&
    friendlyName === before.friendlyName &&
    partnerId === before.partnerId &&
    autoRenewEnabled === before.autoRenewEnabled
  if (isSame) return before
  const edited = { ...before, friendlyName, autoRenewEnabled, ...(partnerId && { partnerId }) }
  return quantity === before.quantity ? edited : withQuantity(edited, quantity, now)
}

/** A reseller is replaced on record, never taken off it. @throws {Fault} invalidInput and those of checkPartnerOnRecord */
function partnerOnRecord(
  before: Subscription,
  { partnerId }: SubscriptionChange,
  context: ChangeContext,
  caller: Caller,
): MpnId | undefined {
  if (partnerId === null && before.partnerId) refuseInput('partnerId', 'required')
  if (partnerId && partnerId !== before.partnerId) checkPartnerOnRecord(partnerId, 'partnerId', context, caller)
  return partnerId ?? before.partnerId
}

/** In newer commerce seats that were bought are taken back for some days, and then no more. @throws {Fault} quantityNotDecreasable */
function withQuantity(before: Subscription, quantity: number, now: Date): Subscription {
  const { newCommerce } = before
  if (newCommerce?.refundDays === undefined) return { ...before, quantity }
  const more = quantity - before.quantity
  const refunds =
    more > 0
      ? [...newCommerce.refunds, boughtSeats(more, newCommerce.refundDays, now)]
      : giveBack(newCommerce.refunds, -more, now)
  return { ...before, quantity, newCommerce: { ...newCommerce, refunds } }
}

function checkQuantity(before: Subscription, quantity: number, context: ChangeContext): void {
  const field = 'quantity'
  if (!resizableStatuses.includes(before.status)) throw new Fault('quantityWhileSuspended', { field })
  const { minimumQuantity: minimum = 1, maximumQuantity: maximum = before.quantity } = context.offer ?? {}
  if (quantity < minimum || quantity > maximum)
    throw new Fault('quantityNotAllowed', { field, quantity, minimum, maximum })
}

/** What is paid by use has no term that could be renewed, and some offers end with theirs. @throws {Fault} invalidInput */
function checkRenewal({ billingType }: Subscription, isWanted: boolean, { offer }: ChangeContext): void {
  if (billingType === 'usage' || (isWanted && offer?.isAutoRenewable === false))
    refuseInput('autoRenewEnabled', 'notChangeable')
}

function addOnsOf({ subscriptionId }: Subscription, { subscriptions }: ChangeContext): readonly Subscription[] {
  return subscriptions.filter(
    (one) => one.parentSubscriptionId === subscriptionId && followingStatuses.includes(one.status),
  )
}

function withStatus(before: Subscription, status: Subscription['status']): Subscription {
  if (status === 'deleted') return ended(before)
  const { suspensionReasons: _, ...subscription } = before
  return { ...subscription, status, ...(status === 'suspended' && { suspensionReasons: ['CustomerCancellation'] }) }
}

/** What Partner Center's audit shows of a changed subscription: all text, enums in PascalCase. */
function factsOf({ subscriptionId, offerId, friendlyName, quantity, status, partnerId }: Subscription) {
  return {
    SubscriptionId: subscriptionId,
    OfferId: offerId,
    SubscriptionName: friendlyName,
    Quantity: String(quantity),
    Status: status.charAt(0).toUpperCase() + status.slice(1),
    PartnerOnRecord: partnerId ?? 'None',
    ActionTaken: 'False',
  }
}

/** Registers a subscription, once. Gives undefined when it is registered. @throws {Fault} subscriptionDeleted */
export function registerSubscription(before: Subscription, now: Date): ChangedSubscriptions | undefined {
  if (!registrableStatuses.includes(before.status)) throw new Fault('subscriptionDeleted')
  if (before.registeredAt) return undefined

  const after = { ...before, registeredAt: now.toISOString(), version: before.version + 1 }
  return changedSubscriptions([after], {
    operation: 'update_subscription',
    resource: 'subscription',
    resourceId: after.subscriptionId,
    before,
    after,
  })
}
