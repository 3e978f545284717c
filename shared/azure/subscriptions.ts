import { isAvailable } from '../domain/cloud.ts'
import type { PartnerId } from '../domain/ids.ts'
import { offerKey } from '../domain/offer.ts'
import type { Caller } from '../domain/partner.ts'
import type { Partnership } from '../domain/partnership.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { ChangeContext, ChangedSubscriptions } from '../domain/subscription-change.ts'
import type { Answer } from './answer.ts'
import { catalogueOf } from './catalogue.ts'
import type { Command } from './command.ts'
import { commitCustomer, type OpenCustomer } from './customers.ts'
import { settings } from './settings.ts'
import { read } from './store.ts'
import { decodeIfAny, keys, PartnershipRow } from './tables.ts'

/** What a change of a subscription is decided on. */
export async function changeContextOf(open: OpenCustomer, { country, offerId }: Subscription): Promise<ChangeContext> {
  const offer = (await catalogueOf(country)).get(offerKey(offerId))
  return { ...open, offer, agreementRequired: isAvailable('agreements', settings.cloud) }
}

/** Commits changed subscriptions; where nothing was decided it answers with the subscription as it is. @throws {Conflict} */
export function commitSubscription(
  command: Command,
  open: OpenCustomer,
  changed: ChangedSubscriptions | undefined,
  toAnswer: (after?: Subscription) => Answer,
): Promise<Answer> {
  if (!changed) return Promise.resolve(toAnswer())
  return commitCustomer(command, open, changed, toAnswer(changed.subscriptions[0]))
}

/** The partnership with a partner that is to be named on a subscription; a second trip of that command. */
export async function partnershipWith(caller: Caller, partnerId: PartnerId): Promise<Partnership | undefined> {
  return decodeIfAny(PartnershipRow, await read('providers', caller.partnerId, keys.partnership(partnerId)))
    ?.partnership
}
