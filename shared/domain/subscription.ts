import * as z from 'zod'
import { Fault } from './fault.ts'
import { CustomerId, MpnId, PartnerId } from './ids.ts'
import { billingCycles } from './offer.ts'

export const Subscription = z.object({
  subscriptionId: z.string(),
  customerId: CustomerId,
  orderId: z.string(),
  offerId: z.string(),
  offerName: z.string(),
  friendlyName: z.string(),
  quantity: z.number().int(),
  unitType: z.string(),
  hasPurchasableAddons: z.boolean(),
  creationDate: z.iso.datetime(),
  effectiveStartDate: z.iso.datetime(),
  commitmentEndDate: z.iso.datetime(),
  status: z.enum(['active', 'suspended', 'deleted']),
  autoRenewEnabled: z.boolean(),
  isTrial: z.boolean(),
  billingType: z.string(),
  billingCycle: z.enum(billingCycles),
  actions: z.array(z.string()),
  suspensionReasons: z.array(z.string()).optional(),
  partnerId: MpnId.optional(),
  parentSubscriptionId: z.string().optional(),
  /** The reseller that supports it; the provider itself where none is named. */
  supportContact: z.object({ partnerId: PartnerId, mpnId: MpnId, name: z.string() }).optional(),
  registeredAt: z.iso.datetime().optional(),
  country: z.string(),
  version: z.number().int(),
})
export type Subscription = z.infer<typeof Subscription>

/** @throws {Fault} subscriptionNotFound */
export function findSubscription(subscriptions: readonly Subscription[], subscriptionId: string): Subscription {
  const found = subscriptions.find(
    (subscription) => subscription.subscriptionId.toLowerCase() === subscriptionId.toLowerCase(),
  )
  if (!found) throw new Fault('subscriptionNotFound', { subscriptionId })
  return found
}

/** The add-ons of a subscription, whatever their state. @throws {Fault} subscriptionNotFound */
export function addOnsOf(subscriptions: readonly Subscription[], subscriptionId: string): readonly Subscription[] {
  const base = findSubscription(subscriptions, subscriptionId)
  return subscriptions.filter((one) => one.parentSubscriptionId === base.subscriptionId)
}
