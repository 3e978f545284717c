import * as z from 'zod'
import { billingCycles } from '../catalog/offer.ts'
import { Fault } from '../fault.ts'
import { CustomerId, Guid, MpnId, PartnerId } from '../ids.ts'
import { Refundable } from './seats.ts'

export const transitionTypes = ['transition_only', 'transition_with_license_transfer'] as const

/** Licences that went over from one subscription to another product. */
const Transition = z.object({
  /** Missing on those that version 0.1.0 has noted. */
  operationId: z.string().optional(),
  fromCatalogItemId: z.string(),
  fromSubscriptionId: z.string(),
  toCatalogItemId: z.string(),
  toSubscriptionId: z.string(),
  quantity: z.number().int(),
  termDuration: z.string().optional(),
  billingCycle: z.enum(billingCycles),
  transitionType: z.enum(transitionTypes),
  at: z.iso.datetime(),
})
export type Transition = z.infer<typeof Transition>

/** What only a subscription of newer commerce has. An Azure plan has no term. */
const NewCommerce = z.object({
  productType: z.object({ id: z.string(), displayName: z.string() }),
  isMicrosoftProduct: z.boolean().optional(),
  publisherName: z.string().optional(),
  termDuration: z.string().optional(),
  refundDays: z.number().int().optional(),
  cancellableUntil: z.iso.datetime().optional(),
  refunds: z.array(Refundable),
  transitions: z.array(Transition),
})

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
  newCommerce: NewCommerce.optional(),
  country: z.string(),
  version: z.number().int(),
})
export type Subscription = z.infer<typeof Subscription>

/** Which subscription of which customer. */
export const SubscriptionKey = z.object({ customerId: CustomerId, subscriptionId: Guid })
export type SubscriptionKey = z.infer<typeof SubscriptionKey>

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

/** @throws {Fault} azurePlanRequired */
export function checkIsAzurePlan({ newCommerce }: Subscription): void {
  if (newCommerce?.productType.id !== 'Azure') throw new Fault('azurePlanRequired')
}

/** A subscription that was cancelled, or has gone over to another: it neither renews nor can any of it be given back. */
export function ended(subscription: Subscription): Subscription {
  const { newCommerce, suspensionReasons: _, ...rest } = subscription
  const over: Subscription = { ...rest, status: 'deleted', autoRenewEnabled: false }
  if (!newCommerce) return over
  const { cancellableUntil: __, ...kept } = newCommerce
  return { ...over, newCommerce: { ...kept, refunds: [] } }
}
