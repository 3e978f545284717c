import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { conversionsOf } from '../../shared/domain/subscriptions/conversion.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { ConversionListShape, conversionsToWire } from '../../shared/wire/subscriptions/conversion.ts'

export const handler = endpoint(
  {
    name: 'list-conversions',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/conversions',
    summary: 'List what a trial can be turned into',
    partnerCenter: 'same',
    roles: anyRole,
    capability: 'trialConversions',
    userOnly: true,
    answers: { 200: ConversionListShape },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const subscription = await readSubscription(caller, params)

    return ok(conversionsToWire(conversionsOf(subscription, await catalogueOf(subscription.country))))
  },
)
