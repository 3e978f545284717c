import { ok } from '../../shared/azure/answer.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { readSubscription } from '../../shared/azure/subscriptions.ts'
import { SubscriptionKey } from '../../shared/domain/subscription.ts'
import { registrationToWire } from '../../shared/wire/provisioning.ts'
import { SubscriptionRegistrationStatus } from '../../shared/wire/shapes/subscription.ts'

export const handler = endpoint(
  {
    name: 'get-registration-status',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/registrationstatus',
    summary: 'See whether a subscription is registered',
    partnerCenter: { differs: 'Registered at once, never registering' },
    params: SubscriptionKey,
    answers: { 200: SubscriptionRegistrationStatus },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => ok(registrationToWire(await readSubscription(caller, params))),
)
