import * as z from 'zod'
import { billingCycles, type Catalogue, monthsOf, type Offer, offerKey } from '../catalog/offer.ts'
import { partsOf } from '../catalog/product.ts'
import { isEligible, type Qualified } from '../customers/qualification.ts'
import { checkMayBuy } from '../customers/sale.ts'
import { Fault } from '../fault.ts'
import { line } from '../line.ts'
import { openSubscription } from '../orders/new-subscription.ts'
import { type OrderContext, TermDuration } from '../orders/order.ts'
import { idOfOrder, openOrder } from '../orders/order-placement.ts'
import type { Caller } from '../partnerships/partner.ts'
import { Quantity } from '../quantity.ts'
import { atMost, boughtSeats } from './seats.ts'
import { ended, findSubscription, type Subscription, type Transition, transitionTypes } from './subscription.ts'
import { type ChangedSubscriptions, changedSubscriptions } from './subscription-change.ts'
import { type ChosenTerm, chooseTerm, endOfTerm, termAsked } from './term.ts'

const leavingStatuses: readonly Subscription['status'][] = ['active']
const receivingStatuses: readonly Subscription['status'][] = ['active']

export const NewTransition = z.object({
  toCatalogItemId: line({ max: 200 }).default(''),
  toSubscriptionId: line({ max: 100 }).optional(),
  quantity: Quantity,
  termDuration: TermDuration.optional(),
  billingCycle: z.enum(billingCycles).optional(),
  transitionType: z.enum(transitionTypes).default('transition_only'),
})
export type NewTransition = z.infer<typeof NewTransition>

/** Partner Center's number for a source that is not active. */
export const sourceNotActive = 2

/** Partner Center's numbers for what keeps a subscription from taking licences over. */
export const destinationErrors = { notActive: 1, inCancellationWindow: 2, termShorter: 3, endsEarlier: 4 } as const
export type DestinationError = keyof typeof destinationErrors

interface Destination {
  readonly subscription: Subscription
  readonly errors: readonly DestinationError[]
}

export interface Eligibility {
  readonly target: Offer
  readonly isActive: boolean
  readonly quantity: number
  readonly destinations: readonly Destination[]
}

interface Owned {
  readonly customer: Qualified
  readonly subscriptions: readonly Subscription[]
  readonly catalogue: Catalogue
}

export const eligibilityTypes = ['immediate', 'scheduled'] as const

/**
 * What a subscription of newer commerce can go over to at once, and which others of the customer could take its licences. At
 * the end of a term nothing goes over: that is not kept.
 */
export function eligibilitiesOf(
  source: Subscription,
  { customer, subscriptions, catalogue }: Owned,
  when: (typeof eligibilityTypes)[number],
  now: Date,
): Eligibility[] {
  if (when === 'scheduled') return []
  const own = catalogue.get(offerKey(source.offerId))
  const wanted = new Set((own?.item?.transitionTargets ?? []).map((id) => id.toUpperCase()))
  return [...catalogue.values()]
    .filter((target) => wanted.has(skuOf(target.id)) && target.isAvailableForPurchase && isEligible(target, customer))
    .map(
      (target): Eligibility => ({
        target,
        isActive: leavingStatuses.includes(source.status),
        quantity: source.quantity,
        // Licences of a trial go over to a paid subscription of their own.
        destinations: source.isTrial ? [] : destinationsOf(source, target, subscriptions, now),
      }),
    )
}

function skuOf(catalogItemId: string): string {
  const { productId, skuId } = partsOf(catalogItemId)
  return `${productId}:${skuId}`.toUpperCase()
}

function destinationsOf(source: Subscription, target: Offer, subscriptions: readonly Subscription[], now: Date) {
  return subscriptions
    .filter(({ offerId }) => offerKey(offerId) === offerKey(target.id))
    .map((subscription): Destination => ({ subscription, errors: errorsOf(source, subscription, now) }))
}

function errorsOf(source: Subscription, { status, newCommerce, commitmentEndDate }: Subscription, now: Date) {
  const errors: DestinationError[] = []
  const until = newCommerce?.cancellableUntil
  const months = monthsOf(newCommerce?.termDuration ?? '')
  if (!receivingStatuses.includes(status)) errors.push('notActive')
  if (until && now.getTime() < Date.parse(until)) errors.push('inCancellationWindow')
  if (months < monthsOf(source.newCommerce?.termDuration ?? '')) errors.push('termShorter')
  if (commitmentEndDate < source.commitmentEndDate) errors.push('endsEarlier')
  return errors
}

/** What a transition is decided on, with a new id for it. */
export interface TransitionContext extends OrderContext {
  readonly operationId: string
}

/**
 * Moves licences of a subscription to another product: all of them where they are, some to a subscription of their own, or
 * either to one that the customer has already.
 * @throws {Fault} catalogItemIdMissing, agreementNotConfirmed, countryOutsideRegion, transitionNotAvailable, quantityNotAllowed,
 * termNotSupported
 */
export function transitionSubscription(
  before: Subscription,
  wanted: NewTransition,
  context: TransitionContext,
  caller: Caller,
  now: Date,
): ChangedSubscriptions {
  if (wanted.toCatalogItemId === '') throw new Fault('catalogItemIdMissing', { field: 'toCatalogItemId' })
  checkMayBuy(context, caller, now)
  const { target, destinations } = findEligibility(before, wanted, context, now)
  checkBounds(wanted.quantity, { minimum: 1, maximum: before.quantity })
  checkRest(before, wanted.quantity, context)
  const chosen = chosenTerm(before, target, wanted)
  const { operationId } = context

  if (wanted.toSubscriptionId) {
    const destination = findDestination(wanted, destinations)
    const after = [reduced(before, wanted.quantity), enlarged(destination, target, wanted)] as const
    return recorded(before, { ...wanted, operationId }, after, now)
  }
  if (wanted.quantity === before.quantity)
    return recorded(before, { ...wanted, operationId }, [turned(before, target, chosen, now)], now)
  return split(before, wanted, { target, chosen, context }, now)
}

function findEligibility(before: Subscription, wanted: NewTransition, context: OrderContext, now: Date): Eligibility {
  const { toCatalogItemId } = wanted
  const found = eligibilitiesOf(before, context, 'immediate', now).find(
    ({ target }) => offerKey(target.id) === offerKey(toCatalogItemId),
  )
  if (!found?.isActive) refuse(wanted, found ? 'notActive' : 'noTransitionPath')
  return found
}

function findDestination(wanted: NewTransition, destinations: readonly Destination[]): Subscription {
  const id = wanted.toSubscriptionId ?? ''
  findSubscription(
    destinations.map(({ subscription }) => subscription),
    id,
  )
  const found = destinations.find(({ subscription }) => subscription.subscriptionId.toLowerCase() === id.toLowerCase())
  if (!found || found.errors.length > 0) refuse(wanted, found?.errors.join(', ') ?? '')
  return found.subscription
}

function refuse({ toCatalogItemId }: NewTransition, reasons: string): never {
  throw new Fault('transitionNotAvailable', { field: 'toCatalogItemId', catalogItemId: toCatalogItemId, reasons })
}

function checkBounds(quantity: number, { minimum, maximum }: { readonly minimum: number; readonly maximum: number }) {
  if (quantity < minimum || quantity > maximum)
    throw new Fault('quantityNotAllowed', { field: 'quantity', quantity, minimum, maximum })
}

/** What stays behind is a subscription of its offer still: all go, or its minimum stays. @throws {Fault} quantityNotAllowed */
function checkRest(before: Subscription, quantity: number, { catalogue }: OrderContext): void {
  const { minimumQuantity = 1 } = catalogue.get(offerKey(before.offerId)) ?? {}
  if (quantity < before.quantity) checkBounds(quantity, { minimum: 1, maximum: before.quantity - minimumQuantity })
}

const boundsOf = ({ minimumQuantity: minimum, maximumQuantity: maximum }: Offer) => ({ minimum, maximum })

/** The term asked for; nothing asked means the one there is, where the target has it, else the target's first. */
function chosenTerm({ newCommerce, billingCycle }: Subscription, target: Offer, wanted: NewTransition): ChosenTerm {
  if (wanted.termDuration ?? wanted.billingCycle) return chooseTerm(target, wanted, 'transition')
  const same = termAsked(target.item?.terms ?? [], { termDuration: newCommerce?.termDuration, billingCycle })
  return same ? { billingCycle: same.billingCycle, term: same } : chooseTerm(target, {}, 'transition')
}

/** The same subscription with another product. A new term starts today; the old one goes on to its end. */
function turned(before: Subscription, target: Offer, chosen: ChosenTerm, now: Date): Subscription {
  checkBounds(before.quantity, boundsOf(target))
  const { newCommerce, isTrial } = before
  const start = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const isNewTerm = isTrial || chosen.term?.duration !== newCommerce?.termDuration
  const bought = isTrial && chosen.term ? [boughtSeats(before.quantity, chosen.term.refundDays, now)] : undefined
  return {
    ...before,
    offerId: target.id,
    offerName: target.name,
    friendlyName: before.friendlyName === before.offerName ? target.name : before.friendlyName,
    isTrial: target.isTrial,
    autoRenewEnabled: isTrial ? target.isAutoRenewable : before.autoRenewEnabled,
    billingCycle: chosen.billingCycle,
    ...(isNewTerm && {
      effectiveStartDate: start.toISOString(),
      commitmentEndDate: endOfTerm(target, chosen, start).toISOString(),
    }),
    ...(newCommerce && {
      newCommerce: {
        ...newCommerce,
        ...(target.item && { productType: target.item.productType }),
        ...(chosen.term && { termDuration: chosen.term.duration, refundDays: chosen.term.refundDays }),
        ...(bought?.[0] && { refunds: bought, cancellableUntil: bought[0].until }),
      },
    }),
    version: before.version + 1,
  }
}

/** Some of the licences become a subscription, and an order, of their own. */
function split(
  before: Subscription,
  wanted: NewTransition,
  {
    target,
    chosen,
    context,
  }: { readonly target: Offer; readonly chosen: ChosenTerm; readonly context: TransitionContext },
  now: Date,
): ChangedSubscriptions {
  checkBounds(wanted.quantity, boundsOf(target))
  const orderId = idOfOrder(context.orderId, target)
  const subscriptionId = context.subscriptionIds[0]?.toLowerCase() ?? ''
  const line = {
    lineItemNumber: 0,
    offerId: target.id,
    quantity: wanted.quantity,
    ...(before.partnerId && { partnerIdOnRecord: before.partnerId }),
  }
  const own = { customer: context.customer, orderId }
  const opened = openSubscription(line, target, { subscriptionId, chosen, context: own, now })
  const moved = { ...wanted, operationId: context.operationId }
  const changed = recorded(before, moved, [reduced(before, wanted.quantity), opened], now)
  return { ...changed, orders: [openOrder([line], [opened], own, now)] }
}

function reduced(before: Subscription, count: number): Subscription {
  const quantity = before.quantity - count
  const { newCommerce } = before
  const left = newCommerce && { newCommerce: { ...newCommerce, refunds: atMost(newCommerce.refunds, quantity) } }
  const version = before.version + 1
  if (quantity === 0) return { ...ended(before), version }
  return { ...before, ...left, quantity, version }
}

function enlarged(destination: Subscription, target: Offer, wanted: NewTransition): Subscription {
  const quantity = destination.quantity + wanted.quantity
  checkBounds(quantity, boundsOf(target))
  return { ...destination, quantity, version: destination.version + 1 }
}

const transitionsKept = 50

/** Notes on the source what went where; the source is the first of `after`, what holds the licences now the last. */
function recorded(
  before: Subscription,
  { transitionType, quantity, operationId }: NewTransition & Pick<TransitionContext, 'operationId'>,
  after: readonly [Subscription, ...Subscription[]],
  now: Date,
): ChangedSubscriptions {
  const [source, ...others] = after
  const target = others.at(-1) ?? source
  const transition: Transition = {
    operationId,
    fromCatalogItemId: before.offerId,
    fromSubscriptionId: before.subscriptionId,
    toCatalogItemId: target.offerId,
    toSubscriptionId: target.subscriptionId,
    quantity,
    ...(target.newCommerce?.termDuration && { termDuration: target.newCommerce.termDuration }),
    billingCycle: target.billingCycle,
    transitionType,
    at: now.toISOString(),
  }
  const transitions = [...(source.newCommerce?.transitions ?? []), transition].slice(-transitionsKept)
  const noted = source.newCommerce ? { ...source, newCommerce: { ...source.newCommerce, transitions } } : source
  const { fromSubscriptionId, toSubscriptionId, toCatalogItemId } = transition
  return changedSubscriptions([noted, ...others], {
    operation: 'upgrade_subscription',
    resource: 'subscription',
    resourceId: before.subscriptionId,
    before,
    after: target,
    facts: {
      SubscriptionId: fromSubscriptionId,
      TargetSubscriptionId: toSubscriptionId,
      OfferId: toCatalogItemId,
      Quantity: String(quantity),
    },
  })
}
