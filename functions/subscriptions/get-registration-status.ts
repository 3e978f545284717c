import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { registrationToWire, SubscriptionRegistrationStatusShape } from '../../shared/wire/orders/provisioning.ts'

export const handler = endpoint(
  {
    name: 'get-registration-status',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/registrationstatus',
    summary: 'See whether a subscription is registered',
    partnerCenter: { differs: 'Registered at once, never registering' },
    roles: anyRole,
    answers: { 200: SubscriptionRegistrationStatusShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => ok(registrationToWire(await readSubscription(caller, params))),
)
