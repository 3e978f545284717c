import { ok } from '../../shared/azure/answer.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { ownAccount } from '../../shared/azure/partner-accounts.ts'
import { readSubscription } from '../../shared/azure/subscriptions.ts'
import { SubscriptionKey } from '../../shared/domain/subscription.ts'
import { supportContactOf } from '../../shared/domain/support-contact.ts'
import { SupportContact } from '../../shared/wire/shapes/subscription.ts'
import { supportContactToWire } from '../../shared/wire/support-contact.ts'

export const handler = endpoint(
  {
    name: 'get-support-contact',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/supportcontact',
    summary: 'See which partner supports a subscription: you, unless a reseller is named',
    partnerCenter: 'same',
    userOnly: true,
    params: SubscriptionKey,
    answers: { 200: SupportContact },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const subscription = await readSubscription(caller, params)

    return ok(supportContactToWire(subscription, supportContactOf(subscription, await ownAccount(caller.partnerId))))
  },
)
