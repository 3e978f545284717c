import * as z from 'zod'
import { Fault } from '../fault.ts'
import { MpnId, PartnerId } from '../ids.ts'
import type { PartnerAccount } from '../partnerships/partner.ts'
import type { Partnership } from '../partnerships/partnership.ts'
import type { Subscription } from './subscription.ts'
import { type ChangedSubscriptions, changedSubscriptions } from './subscription-change.ts'

const supportableStatuses: readonly Subscription['status'][] = ['active', 'suspended']

export const NewSupportContact = z
  .object({ supportTenantId: PartnerId, supportMpnId: MpnId.optional() })
  .meta({ id: 'NewSupportContact' })
export type NewSupportContact = z.infer<typeof NewSupportContact>

export interface SupportContact {
  readonly partnerId: PartnerId
  readonly mpnId: MpnId
  readonly name: string
}

/** Who supports a subscription: the reseller that was named, else the provider itself. */
export function supportContactOf(subscription: Subscription, provider: PartnerAccount): SupportContact {
  return subscription.supportContact ?? { partnerId: provider.partnerId, mpnId: provider.mpnId, name: provider.name }
}

/**
 * Names the partner that supports a subscription: an active reseller of the provider, or the provider itself.
 * @throws {Fault} supportContactNotAllowed, subscriptionDeleted
 */
export function nameSupportContact(
  before: Subscription,
  wanted: NewSupportContact,
  provider: PartnerAccount,
  partnership: Partnership | undefined,
): ChangedSubscriptions {
  if (!supportableStatuses.includes(before.status)) throw new Fault('subscriptionDeleted')
  const contact = wanted.supportTenantId === provider.partnerId ? undefined : resellerOf(partnership)
  const mpnId = contact?.mpnId ?? provider.mpnId
  if (wanted.supportMpnId && wanted.supportMpnId !== mpnId) refuse('supportMpnId')

  const { supportContact: _, ...rest } = before
  const after: Subscription = { ...rest, ...(contact && { supportContact: contact }), version: before.version + 1 }
  return changedSubscriptions([after], {
    operation: 'update_subscription',
    resource: 'subscription',
    resourceId: after.subscriptionId,
    before,
    after,
  })
}

function resellerOf(partnership: Partnership | undefined): SupportContact {
  if (partnership?.state !== 'active') return refuse('supportTenantId')
  return { partnerId: partnership.resellerId, mpnId: partnership.mpnId, name: partnership.resellerName }
}

function refuse(field: string): never {
  throw new Fault('supportContactNotAllowed', { field })
}
