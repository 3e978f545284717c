import { type Receipt, takeBack } from '../../azure/queues.ts'
import { settings } from '../../azure/settings.ts'
import { read } from '../../azure/store.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { afterAnswer } from '../../command/outbox.ts'
import { decodeIfAny, keys, PartnershipRow } from '../../command/tables.ts'
import { isAvailable } from '../../domain/cloud.ts'
import type { CustomerId, MpnId, PartnerId } from '../../domain/ids.ts'
import { offerKey } from '../../domain/offer.ts'
import type { Caller } from '../../domain/partner.ts'
import type { Partnership } from '../../domain/partnership.ts'
import { findSubscription, type Subscription, type SubscriptionKey } from '../../domain/subscription.ts'
import type { ChangeContext, ChangedSubscriptions } from '../../domain/subscription-change.ts'
import { subscriptionUpdated } from '../../domain/webhook.ts'
import { catalogueOf } from '../catalog/catalogue.ts'
import { guardIfHeard, webhookEffect } from '../webhooks/webhooks.ts'
import { commitCustomer, type OpenCustomer, openCustomer, partnershipsBehind, readCustomer } from './customers.ts'

/** One subscription of a customer, as the caller may see it. @throws {Fault} customerNotFound, subscriptionNotFound */
export async function readSubscription(
  caller: Caller,
  { customerId, subscriptionId }: SubscriptionKey,
): Promise<Subscription> {
  const { subscriptions } = await readCustomer(caller, customerId)
  return findSubscription(subscriptions, subscriptionId)
}

/** What a change of a subscription is decided on. */
export async function changeContextOf(open: OpenCustomer, { country, offerId }: Subscription): Promise<ChangeContext> {
  const offer = (await catalogueOf(country)).get(offerKey(offerId))
  return { ...open, offer, agreementRequired: isAvailable('agreements', settings.cloud) }
}

/** An open customer of which a subscription is to be changed, with the guard for telling its provider's webhook. */
interface OpenForSubscription extends OpenCustomer {
  readonly guard: Receipt | undefined
}

/** As openCustomer, for a change of a subscription: where the caller's webhook hears of it, with the guard for that. */
export async function openForSubscription(
  command: Command,
  caller: Caller,
  customerId: CustomerId,
  mpnIds: readonly MpnId[] = [],
): Promise<OpenForSubscription> {
  const [open, guard] = await Promise.all([
    openCustomer(command, caller, customerId, mpnIds),
    guardIfHeard(caller.partnerId, customerId, 'subscription-updated'),
  ])
  return { ...open, guard }
}

/** As openForSubscription, with the partnership behind the reseller that the subscription has on record. */
export async function openForUpgrade(
  command: Command,
  caller: Caller,
  { customerId, subscriptionId }: { readonly customerId: CustomerId; readonly subscriptionId: string },
): Promise<OpenForSubscription> {
  const open = await openForSubscription(command, caller, customerId)
  const { partnerId } = findSubscription(open.subscriptions, subscriptionId)
  return { ...open, resellers: await partnershipsBehind(caller.partnerId, partnerId ? [partnerId] : []) }
}

/**
 * Commits changed subscriptions, and owes an event of each to a webhook that hears of them; where nothing was decided it
 * answers with the subscription as it is. @throws {Conflict}
 */
export async function commitSubscription(
  command: Command,
  open: OpenForSubscription,
  changed: ChangedSubscriptions | undefined,
  toAnswer: (after?: Subscription) => Answer,
): Promise<Answer> {
  if (!changed) {
    if (open.guard) afterAnswer(takeBack(open.guard))
    return toAnswer()
  }
  const { guard } = open
  const effects = guard ? changed.subscriptions.map((one) => webhookEffect(command, subscriptionUpdated(one))) : []
  return commitCustomer(command, open, { ...changed, effects, guard }, toAnswer(changed.subscriptions[0]))
}

/** The partnership with a partner that is to be named on a subscription; a second trip of that command. */
export async function partnershipWith(caller: Caller, partnerId: PartnerId): Promise<Partnership | undefined> {
  return decodeIfAny(PartnershipRow, await read('providers', caller.partnerId, keys.partnership(partnerId)))
    ?.partnership
}
