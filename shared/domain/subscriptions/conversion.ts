import * as z from 'zod'
import { type BillingCycle, billingCycles, type Catalogue, type Offer, offerKey, termEnd } from '../catalog/offer.ts'
import { checkMayBuy } from '../customers/sale.ts'
import { Fault } from '../fault.ts'
import { line } from '../line.ts'
import type { OrderContext } from '../orders/order.ts'
import { checkEligible, checkLimits, cycleOf } from '../orders/order-line.ts'
import type { Caller } from '../partnerships/partner.ts'
import { Quantity } from '../quantity.ts'
import type { Subscription } from './subscription.ts'
import { type ChangedSubscriptions, changedSubscriptions } from './subscription-change.ts'

const convertibleStatuses: readonly Subscription['status'][] = ['active']

/** What a trial can be turned into. */
export interface Conversion {
  readonly offerId: string
  readonly targetOfferId: string
  readonly orderId: string
  readonly quantity: number
  readonly billingCycle: BillingCycle
}

export const NewConversion = z.object({
  targetOfferId: line({ min: 1, max: 200 }),
  quantity: Quantity.optional(),
  billingCycle: z.enum(billingCycles).optional(),
})
export type NewConversion = z.infer<typeof NewConversion>

/** The conversions of a subscription; one that is no trial, or not active, has none. */
export function conversionsOf(subscription: Subscription, catalogue: Catalogue): readonly Conversion[] {
  const { offerId, orderId, quantity } = subscription
  return targetsOf(subscription, catalogue).map((target) => ({
    offerId,
    targetOfferId: target.id,
    orderId,
    quantity,
    billingCycle: cycleOf(target, undefined, 'billingCycle'),
  }))
}

/** What a conversion is decided on: it is a purchase like any other. */
export type ConversionContext = Pick<
  OrderContext,
  'customer' | 'agreements' | 'agreementRequired' | 'subscriptions' | 'catalogue'
>

/**
 * Turns a trial into a paid subscription: the same subscription, with another offer and a new term.
 * @throws {Fault} conversionNotAvailable, quantityNotAllowed, billingCycleNotSupported, offerNotEligible, offerLimitReached,
 * agreementNotConfirmed, countryOutsideRegion
 */
export function convertTrial(
  before: Subscription,
  wanted: NewConversion,
  context: ConversionContext,
  caller: Caller,
  now: Date,
): ChangedSubscriptions {
  const target = targetsOf(before, context.catalogue).find(({ id }) => offerKey(id) === offerKey(wanted.targetOfferId))
  if (!target) throw new Fault('conversionNotAvailable', { field: 'targetOfferId', offerId: wanted.targetOfferId })
  const quantity = wanted.quantity ?? before.quantity
  const { minimumQuantity: minimum, maximumQuantity: maximum } = target
  if (quantity < minimum || quantity > maximum)
    throw new Fault('quantityNotAllowed', { field: 'quantity', quantity, minimum, maximum })

  const billingCycle = cycleOf(target, wanted.billingCycle, 'billingCycle')
  const field = 'targetOfferId'
  checkEligible(target, field, context.customer)
  const others = context.subscriptions.filter(({ subscriptionId }) => subscriptionId !== before.subscriptionId)
  checkLimits([{ offer: target, field }], others)
  checkMayBuy(context, caller, now)

  const start = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const after: Subscription = {
    ...before,
    offerId: target.id,
    offerName: target.name,
    friendlyName: before.friendlyName === before.offerName ? target.name : before.friendlyName,
    quantity,
    unitType: target.unitType,
    hasPurchasableAddons: target.hasAddOns,
    isTrial: target.isTrial,
    billingType: target.billing,
    billingCycle,
    autoRenewEnabled: target.isAutoRenewable,
    effectiveStartDate: start.toISOString(),
    commitmentEndDate: termEnd(target, start).toISOString(),
    version: before.version + 1,
  }
  return changedSubscriptions([after], {
    operation: 'convert_trial_subscription',
    resource: 'subscription',
    resourceId: after.subscriptionId,
    before,
    after,
    facts: { SubscriptionId: after.subscriptionId, OfferId: target.id, Quantity: String(quantity) },
  })
}

function targetsOf({ isTrial, status, offerId }: Subscription, catalogue: Catalogue): readonly Offer[] {
  if (!isTrial || !convertibleStatuses.includes(status)) return []
  const targets = catalogue.get(offerKey(offerId))?.conversionTargetOffers ?? []
  return targets.flatMap((id) => {
    const target = catalogue.get(offerKey(id))
    return target?.isAvailableForPurchase ? [target] : []
  })
}
