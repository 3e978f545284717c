import type { Subscription } from '../domain/subscription.ts'
import type { SupportContact } from '../domain/support-contact.ts'

/** Ids in capitals and `Get` in its link are what the live service gives here, and only here. */
export function supportContactToWire(
  { customerId, subscriptionId }: Subscription,
  { partnerId, mpnId, name }: SupportContact,
) {
  const uri = `/customers/${customerId.toUpperCase()}/subscriptions/${subscriptionId.toUpperCase()}/supportcontact`
  return {
    supportTenantId: partnerId.toUpperCase(),
    supportMpnId: mpnId,
    name,
    links: { self: { uri, method: 'Get', headers: [] } },
    attributes: { objectType: 'SupportContact' },
  }
}
