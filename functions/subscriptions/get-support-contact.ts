import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { supportContactOf } from '../../shared/domain/subscriptions/support-contact.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { SupportContactShape, supportContactToWire } from '../../shared/wire/subscriptions/support-contact.ts'

export const handler = endpoint(
  {
    name: 'get-support-contact',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/supportcontact',
    summary: 'See which partner supports a subscription: you, unless a reseller is named',
    partnerCenter: 'same',
    roles: anyRole,
    userOnly: true,
    answers: { 200: SupportContactShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const subscription = await readSubscription(caller, params)

    return ok(supportContactToWire(subscription, supportContactOf(subscription, await ownAccount(caller.partnerId))))
  },
)
