import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { ownAccount } from '../../shared/azure/partner-accounts.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
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
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: SupportContact },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)
    const subscription = findSubscription(subscriptions, params.subscriptionId)

    return ok(supportContactToWire(subscription, supportContactOf(subscription, await ownAccount(caller.partnerId))))
  },
)
