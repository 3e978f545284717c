import { commitCustomer } from '../../shared/aggregates/customers/customers.ts'
import { openSubscriptions } from '../../shared/aggregates/customers/subscriptions.ts'
import { accepted } from '../../shared/command/answer.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { registerSubscription } from '../../shared/domain/subscriptions/subscription-change.ts'
import { orderers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'register-subscription',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/registrations',
    summary: 'Register a subscription for reserved instances; its status says when it is done',
    partnerCenter: 'same',
    roles: orderers,
    answers: { 202: 'nothing' },
    faults: ['customerNotFound', 'subscriptionNotFound', 'subscriptionDeleted'],
  },
  async ({ command, caller, params, now }) => {
    const open = await openSubscriptions(command, caller, params.customerId)
    const registered = registerSubscription(findSubscription(open.subscriptions, params.subscriptionId), now)
    const self = `/customers/${params.customerId}/subscriptions/${params.subscriptionId}/registrationstatus`

    return commitCustomer(open, registered, accepted(self))
  },
)
