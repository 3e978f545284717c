import { ok } from '../../shared/azure/answer.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { ownAccount } from '../../shared/azure/partner-accounts.ts'
import { commitSubscription, openForSubscription, partnershipWith } from '../../shared/azure/subscriptions.ts'
import { findSubscription, SubscriptionKey } from '../../shared/domain/subscription.ts'
import { NewSupportContact, nameSupportContact, supportContactOf } from '../../shared/domain/support-contact.ts'
import { SupportContact } from '../../shared/wire/shapes/subscription.ts'
import { supportContactToWire } from '../../shared/wire/support-contact.ts'

export const handler = endpoint(
  {
    name: 'update-support-contact',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/supportcontact',
    summary: 'Name the reseller that supports a subscription, or yourself',
    partnerCenter: { differs: 'Whoever is no active reseller of yours is 400/971024' },
    roles: ['GlobalAdmin', 'AdminAgent', 'HelpdeskAgent'],
    userOnly: true,
    params: SubscriptionKey,
    body: NewSupportContact,
    answers: { 200: SupportContact },
    faults: [
      'customerNotFound',
      'subscriptionNotFound',
      'subscriptionDeleted',
      'supportContactNotAllowed',
      'requestIdReused',
    ],
  },
  async ({ command, caller, params, body }) => {
    const [open, partnership, provider] = await Promise.all([
      openForSubscription(command, caller, params.customerId),
      partnershipWith(caller, body.supportTenantId),
      ownAccount(caller.partnerId),
    ])
    const before = findSubscription(open.subscriptions, params.subscriptionId)
    const named = nameSupportContact(before, body, provider, partnership)

    return commitSubscription(command, open, named, (after = before) =>
      ok(supportContactToWire(after, supportContactOf(after, provider))),
    )
  },
)
