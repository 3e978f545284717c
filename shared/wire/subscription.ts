import * as z from 'zod'
import { billingCycles } from '../domain/offer.ts'
import type { Subscription } from '../domain/subscription.ts'
import { SubscriptionChange } from '../domain/subscription-change.ts'
import { wireEnum } from './casing.ts'
import { link } from './collection.ts'
import { momentToWire } from './date.ts'
import { versionEtag } from './order.ts'

const statuses = ['none', 'active', 'suspended', 'deleted'] as const
const nothing = (given: unknown): unknown => (given === 0 || given === '' || given === 'none' ? undefined : given)

/**
 * The body of PATCH: the whole resource, changed, or a fresh object of an SDK whose defaults (quantity 0, empty names, no etag,
 * no renewal) mean "not given". Renewal counts only beside an etag or a quantity: a fresh object always says false.
 */
export const SubscriptionPatch = z
  .object({
    quantity: z.preprocess(nothing, SubscriptionChange.shape.quantity),
    status: z.preprocess(nothing, wireEnum(statuses).optional()),
    friendlyName: z.preprocess(nothing, SubscriptionChange.shape.friendlyName),
    partnerId: z.preprocess(nothing, SubscriptionChange.shape.partnerId),
    autoRenewEnabled: z.boolean().optional(),
    billingCycle: wireEnum(billingCycles).optional(),
    attributes: z.object({ etag: z.string().optional() }).optional(),
  })
  .transform(({ attributes, autoRenewEnabled, status, ...rest }) => {
    const isWhole = attributes?.etag !== undefined || rest.quantity !== undefined
    const isOnly = Object.values(rest).every((value) => value === undefined) && status === undefined
    return {
      ...rest,
      ...(status !== undefined && status !== 'none' && { status }),
      etag: attributes?.etag,
      ...(autoRenewEnabled !== undefined && (isWhole || isOnly) && { autoRenewEnabled }),
    }
  })

/** The version that an etag of an order or a subscription stands for; -1 for one that is none. */
export function versionOf(id: string, etag: string | undefined): number | undefined {
  if (etag === undefined || etag === '') return undefined
  try {
    const given = JSON.parse(atob(etag.replace(/^W\/|"/g, '')))
    return typeof given.version === 'number' && String(given.id).toLowerCase() === id.toLowerCase() ? given.version : -1
  } catch {
    return -1
  }
}

export function subscriptionToWire(subscription: Subscription) {
  const { subscriptionId: id, customerId, offerId, partnerId, parentSubscriptionId, suspensionReasons } = subscription
  const { offerName, friendlyName, quantity, unitType, hasPurchasableAddons, status, autoRenewEnabled } = subscription
  const { isTrial, billingType, billingCycle, actions } = subscription
  const self = `/customers/${customerId}/subscriptions`
  return {
    ...{ id, offerId, entitlementId: id, offerName, friendlyName, quantity, unitType, hasPurchasableAddons },
    ...(parentSubscriptionId && { parentSubscriptionId }),
    creationDate: momentToWire(subscription.creationDate),
    effectiveStartDate: momentToWire(subscription.effectiveStartDate),
    commitmentEndDate: momentToWire(subscription.commitmentEndDate),
    ...{ status, autoRenewEnabled, isTrial, billingType, billingCycle, actions },
    ...(suspensionReasons && { suspensionReasons }),
    ...(partnerId && { partnerId }),
    ...{ attentionNeeded: false, actionTaken: false, contractType: 'subscription' },
    links: {
      offer: link(`/offers/${offerId}?country=${subscription.country}`),
      ...(parentSubscriptionId && { parentSubscription: link(`${self}/${parentSubscriptionId}`) }),
      self: link(`${self}/${id}`),
    },
    orderId: subscription.orderId.toUpperCase(),
    attributes: { etag: versionEtag(id, subscription.version), objectType: 'Subscription' },
  }
}

/** Whether a subscription belongs to the order and the reseller that a query names. */
export function isSubscriptionOf(query: {
  readonly order_id?: string | undefined
  readonly mpn_id?: string | undefined
}) {
  return ({ orderId, partnerId }: Subscription): boolean =>
    (query.order_id === undefined || orderId.toLowerCase() === query.order_id.toLowerCase()) &&
    (query.mpn_id === undefined || partnerId === query.mpn_id)
}
