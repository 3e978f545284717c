import type { Subscription } from '../domain/subscription.ts'
import { link } from './collection.ts'
import { momentToWire } from './date.ts'
import { versionEtag } from './order.ts'

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
