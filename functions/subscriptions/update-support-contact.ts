import { commitCustomer } from '../../shared/aggregates/customers/customers.ts'
import { openSubscriptions } from '../../shared/aggregates/customers/subscriptions.ts'
import { findPartnership } from '../../shared/aggregates/partnerships/partnerships.ts'
import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import {
  NewSupportContact,
  nameSupportContact,
  supportContactOf,
} from '../../shared/domain/subscriptions/support-contact.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { SupportContactShape, supportContactToWire } from '../../shared/wire/subscriptions/support-contact.ts'

export const handler = endpoint(
  {
    name: 'update-support-contact',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/supportcontact',
    summary: 'Name the reseller that supports a subscription, or yourself',
    partnerCenter: { differs: 'Whoever is no active reseller of yours is 400/971024' },
    roles: ['GlobalAdmin', 'AdminAgent', 'HelpdeskAgent'],
    userOnly: true,
    body: NewSupportContact,
    answers: { 200: SupportContactShape },
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
      openSubscriptions(command, caller, params.customerId),
      findPartnership(caller.partnerId, body.supportTenantId),
      ownAccount(caller.partnerId),
    ])
    const before = findSubscription(open.subscriptions, params.subscriptionId)
    const named = nameSupportContact(before, body, provider, partnership)
    const [after] = named.subscriptions

    return commitCustomer(open, named, ok(supportContactToWire(after, supportContactOf(after, provider))))
  },
)
