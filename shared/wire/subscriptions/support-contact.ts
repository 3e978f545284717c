import * as z from 'zod'
import type { Subscription } from '../../domain/subscriptions/subscription.ts'
import type { SupportContact } from '../../domain/subscriptions/support-contact.ts'
import { selfLinks } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

export const SupportContactShape = shape('SupportContact', () =>
  z.strictObject({
    supportTenantId: z.guid(),
    supportMpnId: z.string(),
    name: z.string(),
    links: selfLinks(),
    attributes: attributes('SupportContact'),
  }),
)

/** Ids in capitals and `Get` in its link are what the live service gives here, and only here. */
export function supportContactToWire(
  { customerId, subscriptionId }: Subscription,
  { partnerId, mpnId, name }: SupportContact,
): Shaped<typeof SupportContactShape> {
  const uri = `/customers/${customerId.toUpperCase()}/subscriptions/${subscriptionId.toUpperCase()}/supportcontact`
  return {
    supportTenantId: partnerId.toUpperCase(),
    supportMpnId: mpnId,
    name,
    links: { self: { uri, method: 'Get', headers: [] } },
    attributes: { objectType: 'SupportContact' },
  }
}
