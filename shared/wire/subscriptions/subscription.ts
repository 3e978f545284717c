import * as z from 'zod'
import { billingCycles } from '../../domain/catalog/offer.ts'
import { clearable } from '../../domain/change.ts'
import { MpnId } from '../../domain/ids.ts'
import { line } from '../../domain/line.ts'
import { stillRefundable } from '../../domain/subscriptions/seats.ts'
import { ended, type Subscription } from '../../domain/subscriptions/subscription.ts'
import { SubscriptionChange } from '../../domain/subscriptions/subscription-change.ts'
import { wireEnum } from '../casing.ts'
import { LinkShape, link, listOf } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { notServed } from '../not-served.ts'
import { itemLinks, versionEtag } from '../orders/order.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

const statuses = ['none', 'active', 'suspended', 'deleted'] as const
const nothing = (given: unknown): unknown => (given === 0 || given === '' || given === 'none' ? undefined : given)

/**
 * The body of PATCH: the whole resource, changed, or a fresh object of an SDK whose defaults (quantity 0, empty names, no etag,
 * no renewal) mean "not given". Renewal counts only beside an etag or a quantity: a fresh object always says false. So does a
 * quantity of 0 in the resource as it was read, or where there is nothing else: then it is what is asked for, and refused.
 */
export const SubscriptionPatch = z
  .object({
    offerId: line({ max: 200 }).optional(),
    quantity: z.number().int('notWhole').min(0, 'tooSmall').max(2_147_483_647, 'tooLarge').optional(),
    status: z.preprocess(nothing, wireEnum(statuses).optional()),
    friendlyName: z.preprocess(nothing, SubscriptionChange.shape.friendlyName),
    partnerId: clearable(z.preprocess(nothing, MpnId.optional())),
    autoRenewEnabled: z.boolean().optional(),
    billingCycle: wireEnum(billingCycles).optional(),
    termDuration: SubscriptionChange.shape.termDuration,
    ...{ scheduledNextTermInstructions: notServed(), nextChargeInstructions: notServed(), promotionId: notServed() },
    ...{ customTermEndDate: notServed(), additionalPartnerIdsOnRecord: notServed() },
    attributes: z.object({ etag: line({ max: 1000 }).optional() }).optional(),
  })
  .transform(({ offerId, quantity, attributes, autoRenewEnabled, status, ...given }) => {
    const { friendlyName, partnerId, billingCycle, termDuration } = given
    const named = { friendlyName, partnerId, billingCycle, termDuration }
    // Not what is to be changed, but what it is told to be of.
    const ofOffer = offerId ? { offerId } : {}
    const isAlone = status === undefined && Object.values(named).every((value) => value === undefined || value === null)
    const isRead = attributes?.etag !== undefined || offerId !== undefined
    const isZeroMeant = isRead || (isAlone && autoRenewEnabled === undefined)
    const isRenewalMeant = attributes?.etag !== undefined || Boolean(quantity) || isAlone
    return {
      ...named,
      ...ofOffer,
      ...(quantity !== undefined && (quantity > 0 || isZeroMeant) && { quantity }),
      ...(status !== undefined && status !== 'none' && { status }),
      etag: attributes?.etag,
      ...(autoRenewEnabled !== undefined && isRenewalMeant && { autoRenewEnabled }),
    }
  })
  .meta({
    id: 'SubscriptionPatch',
    description: 'The whole subscription as it was read, changed; or what is to be changed alone.',
  })

/** The version that etags of a subscription ask for: the current one where one of them is of it, -1 where none is. */
export function versionOf({ subscriptionId, version }: Subscription, etags: readonly string[]): number | undefined {
  if (etags.length === 0) return undefined
  return etags.some((etag) => versionIn(etag, subscriptionId) === version) ? version : -1
}

function versionIn(etag: string, subscriptionId: string): unknown {
  try {
    const { id, version } = JSON.parse(atob(etag))
    return String(id).toLowerCase() === subscriptionId.toLowerCase() ? version : undefined
  } catch {
    return undefined
  }
}

/** What a subscription of newer commerce has beside. */
const newCommerceFields = () => ({
  productType: z.strictObject({ id: z.string(), displayName: z.string() }).optional(),
  isMicrosoftProduct: z.boolean().optional(),
  publisherName: z.string().optional(),
  termDuration: z.string().optional(),
  renewalTermDuration: z.string().optional(),
  cancellationAllowedUntilDate: moment().optional(),
  refundableQuantity: z
    .strictObject({
      totalQuantity: z.int(),
      details: z.array(z.strictObject({ quantity: z.int(), allowedUntilDateTime: moment() })),
    })
    .optional(),
})

export const SubscriptionShape = shape('Subscription', () =>
  z.strictObject({
    id: z.guid(),
    offerId: z.string(),
    entitlementId: z.guid().meta({ description: 'Not in newer commerce' }).optional(),
    offerName: z.string(),
    friendlyName: z.string(),
    quantity: z.int(),
    unitType: z.string(),
    hasPurchasableAddons: z.boolean(),
    parentSubscriptionId: z.guid().optional(),
    creationDate: moment(),
    effectiveStartDate: moment(),
    commitmentEndDate: moment(),
    status: z.enum(['active', 'suspended', 'deleted']),
    autoRenewEnabled: z.boolean(),
    isTrial: z.boolean(),
    billingType: z.string(),
    billingCycle: z.enum(billingCycles),
    actions: z.array(z.string()),
    ...newCommerceFields(),
    suspensionReasons: z.array(z.string()).optional(),
    partnerId: z.string().meta({ description: 'MPN id of the reseller on record' }).optional(),
    attentionNeeded: z.boolean(),
    actionTaken: z.boolean(),
    contractType: z.literal('subscription'),
    links: z.strictObject({
      offer: LinkShape().optional(),
      ...{ product: LinkShape().optional(), sku: LinkShape().optional(), availability: LinkShape().optional() },
      parentSubscription: LinkShape().optional(),
      self: LinkShape(),
    }),
    orderId: z.string(),
    attributes: attributes('Subscription').extend({
      etag: z.string().meta({ description: 'Not in newer commerce' }).optional(),
    }),
  }),
)

export const SubscriptionListShape = listOf('Subscription', SubscriptionShape)

export function subscriptionToWire(kept: Subscription, now: Date): Shaped<typeof SubscriptionShape> {
  // One that was cancelled by an older version may still say that it renews.
  const subscription = kept.status === 'deleted' ? ended(kept) : kept
  const { subscriptionId: id, customerId, offerId, partnerId, parentSubscriptionId, suspensionReasons } = subscription
  const { offerName, friendlyName, quantity, unitType, hasPurchasableAddons, status, autoRenewEnabled } = subscription
  const { isTrial, billingType, billingCycle, actions, newCommerce, country } = subscription
  const self = `/customers/${customerId}/subscriptions`
  return {
    ...{ id, offerId, ...(!newCommerce && { entitlementId: id }), offerName, friendlyName },
    ...{ quantity, unitType, hasPurchasableAddons },
    ...(parentSubscriptionId && { parentSubscriptionId }),
    creationDate: momentToWire(subscription.creationDate),
    effectiveStartDate: momentToWire(subscription.effectiveStartDate),
    commitmentEndDate: momentToWire(subscription.commitmentEndDate),
    ...{ status, autoRenewEnabled, isTrial, billingType, billingCycle, actions },
    ...(newCommerce && newCommerceToWire(newCommerce, now)),
    ...(suspensionReasons && { suspensionReasons }),
    ...(partnerId && { partnerId }),
    ...{ attentionNeeded: false, actionTaken: false, contractType: 'subscription' },
    links: {
      ...(newCommerce ? itemLinks(offerId, country) : { offer: link(`/offers/${offerId}?country=${country}`) }),
      ...(parentSubscriptionId && { parentSubscription: link(`${self}/${parentSubscriptionId}`) }),
      self: link(`${self}/${id}`),
    },
    orderId: newCommerce ? subscription.orderId : subscription.orderId.toUpperCase(),
    attributes: {
      ...(!newCommerce && { etag: versionEtag(id, subscription.version) }),
      objectType: 'Subscription',
    },
  }
}

/** What newer commerce adds: the term, and until when how many seats can be given back. */
function newCommerceToWire(newCommerce: NonNullable<Subscription['newCommerce']>, now: Date) {
  const { productType, isMicrosoftProduct, publisherName, termDuration, cancellableUntil } = newCommerce
  const refunds = stillRefundable(newCommerce.refunds, now)
  return {
    productType,
    ...(isMicrosoftProduct !== undefined && { isMicrosoftProduct }),
    ...(publisherName !== undefined && { publisherName }),
    ...(termDuration && { termDuration, renewalTermDuration: termDuration }),
    ...(cancellableUntil && { cancellationAllowedUntilDate: momentToWire(cancellableUntil) }),
    refundableQuantity: {
      totalQuantity: refunds.reduce((sum, { quantity }) => sum + quantity, 0),
      details: refunds.map(({ quantity, until }) => ({ quantity, allowedUntilDateTime: momentToWire(until) })),
    },
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
