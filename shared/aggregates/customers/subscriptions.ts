import type { Command } from '../../command/command.ts'
import { offerKey } from '../../domain/catalog/offer.ts'
import type { CustomerId, MpnId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import { findSubscription, type Subscription, type SubscriptionKey } from '../../domain/subscriptions/subscription.ts'
import { termsOfSale } from '../catalog/catalogue.ts'
import { type OpenCustomer, openCustomer, readPart } from './customers.ts'

/** One subscription of a customer, as the caller may see it. @throws {Fault} customerNotFound, subscriptionNotFound */
export async function readSubscription(
  caller: Caller,
  { customerId, subscriptionId }: SubscriptionKey,
): Promise<Subscription> {
  const { subscriptions } = await readPart(caller, { customerId, name: 'subscriptions', id: subscriptionId })
  return findSubscription(subscriptions, subscriptionId)
}

/** A customer, open for a change of a subscription. */
type OpenSubscriptions = OpenCustomer<'agreements' | 'subscriptions'>

/** Opens a customer for a change of one of its subscriptions. @throws {Fault} customerNotFound; {Replay} */
export function openSubscriptions(
  command: Command,
  caller: Caller,
  customerId: CustomerId,
  mpnIds: readonly MpnId[] = [],
): Promise<OpenSubscriptions> {
  const parts = ['agreements', 'subscriptions'] as const
  return openCustomer(command, caller, customerId, parts, { mpnIds, owed: ['subscription-updated'] })
}

/** What a change of a subscription is decided on. */
export async function changeContextOf(open: OpenSubscriptions, { country, offerId }: Subscription) {
  const { catalogue, agreementRequired } = await termsOfSale(country)
  return { ...open, offer: catalogue.get(offerKey(offerId)), agreementRequired }
}
