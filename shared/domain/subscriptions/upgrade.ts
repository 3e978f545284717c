import * as z from 'zod'
import { type Catalogue, type Offer, offerKey } from '../catalog/offer.ts'
import { Fault } from '../fault.ts'
import { line } from '../line.ts'
import type { OrderContext } from '../orders/order.ts'
import { type PlacedOrder, placeOrder } from '../orders/order-placement.ts'
import type { Caller } from '../partnerships/partner.ts'
import { ended, type Subscription } from './subscription.ts'
import { type ChangedSubscriptions, changedSubscriptions } from './subscription-change.ts'

const upgradableStatuses: readonly Subscription['status'][] = ['active']
/** An add-on in one of these keeps its base from being upgraded. */
const keepingStatuses: readonly Subscription['status'][] = ['active', 'suspended']

/** Partner Center's numbers for what stands in the way of an upgrade. */
export const upgradeErrors = {
  delegatedAdminDisabled: 1,
  notActive: 2,
  addOnsPresent: 6,
  billingCycleNotSupported: 10,
} as const
export type UpgradeError = keyof typeof upgradeErrors

export interface Upgrade {
  readonly target: Offer
  readonly quantity: number
  readonly errors: readonly UpgradeError[]
}

export const NewUpgrade = z.object({ targetOfferId: line({ min: 1, max: 200 }) })

interface UpgradeContext {
  readonly subscriptions: readonly Subscription[]
  readonly catalogue: Catalogue
  readonly customer: { readonly delegatedAdmin: boolean }
}

/** What a subscription can be upgraded to, and what stands in the way. */
export function upgradesOf(subscription: Subscription, context: UpgradeContext): readonly Upgrade[] {
  const { catalogue } = context
  const targets = catalogue.get(offerKey(subscription.offerId))?.upgradeTargetOffers ?? []
  return targets.flatMap((id) => {
    const target = catalogue.get(offerKey(id))
    if (!target?.isAvailableForPurchase) return []
    return [{ target, quantity: subscription.quantity, errors: errorsOf(subscription, target, context) }]
  })
}

function errorsOf(
  subscription: Subscription,
  target: Offer,
  { subscriptions, customer }: UpgradeContext,
): UpgradeError[] {
  const errors: UpgradeError[] = []
  if (!customer.delegatedAdmin) errors.push('delegatedAdminDisabled')
  if (!upgradableStatuses.includes(subscription.status)) errors.push('notActive')
  const isBase = ({ parentSubscriptionId, status }: Subscription) =>
    parentSubscriptionId === subscription.subscriptionId && keepingStatuses.includes(status)
  if (subscriptions.some(isBase)) errors.push('addOnsPresent')
  if (!target.supportedBillingCycles.includes(subscription.billingCycle)) errors.push('billingCycleNotSupported')
  return errors
}

/**
 * Whoever is on record for licences stays on record when they move, as the licences that stay do: also a reseller that the
 * provider works with no more, and that could not be put on record anew.
 */
function withPartnerOf({ partnerId }: Subscription, { order, subscriptions }: PlacedOrder) {
  const [target] = subscriptions
  if (!partnerId || !target) return { order, target }
  const lineItems = order.lineItems.map((line) => ({ ...line, partnerIdOnRecord: partnerId }))
  return { order: { ...order, lineItems }, target: { ...target, partnerId } }
}

/** The source comes first among what an upgrade changed, the target behind it. */
export type UpgradedSubscriptions = readonly [Subscription, Subscription]

/**
 * Upgrades a subscription: its licences move to a new subscription of the target offer, and the old one is deleted.
 * @throws {Fault} upgradeNotAvailable and those of placeOrder
 */
export function upgradeSubscription(
  before: Subscription,
  targetOfferId: string,
  context: OrderContext,
  caller: Caller,
  now: Date,
): ChangedSubscriptions & { readonly subscriptions: UpgradedSubscriptions } {
  const upgrade = upgradesOf(before, context).find(({ target }) => offerKey(target.id) === offerKey(targetOfferId))
  if (!upgrade || upgrade.errors.length > 0)
    throw new Fault('upgradeNotAvailable', {
      field: 'targetOffer.id',
      offerId: targetOfferId,
      reasons: upgrade?.errors.join(', ') ?? 'noUpgradePath',
    })
  const line = {
    lineItemNumber: 0,
    offerId: upgrade.target.id,
    quantity: before.quantity,
    ...(before.friendlyName !== before.offerName && { friendlyName: before.friendlyName }),
  }
  const placed = placeOrder({ lineItems: [line], billingCycle: before.billingCycle }, context, caller, now)
  const { order, target } = withPartnerOf(before, placed)
  if (!target) throw new Fault('upgradeNotAvailable', { field: 'targetOffer.id', offerId: targetOfferId, reasons: '' })
  const source: Subscription = { ...ended(before), version: before.version + 1 }
  const event = {
    operation: 'upgrade_subscription' as const,
    resource: 'subscription' as const,
    resourceId: before.subscriptionId,
    before,
    after: target,
    facts: {
      SubscriptionId: before.subscriptionId,
      TargetSubscriptionId: target.subscriptionId,
      OfferId: target.offerId,
    },
  }
  const upgraded: UpgradedSubscriptions = [source, target]
  return { ...changedSubscriptions(upgraded, event, [order]), subscriptions: upgraded }
}
