import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { ActivationLinkListShape } from '../../shared/wire/orders/activation-link.ts'

export const handler = endpoint(
  {
    name: 'list-subscription-activation-links',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/activationlinks',
    summary: 'List where a subscription is still to be activated: nowhere, as what is sold here is active at once',
    partnerCenter: { differs: 'Always empty: no marketplace products of other publishers are sold' },
    roles: anyRole,
    answers: { 200: ActivationLinkListShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    await readSubscription(caller, params)

    return ok(collection([]))
  },
)
