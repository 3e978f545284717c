import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { catalogueOf } from '../../shared/azure/catalogue.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { conversionsOf } from '../../shared/domain/conversion.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { conversionsToWire } from '../../shared/wire/conversion.ts'
import { ConversionList } from '../../shared/wire/shapes/upgrade.ts'

export const handler = endpoint(
  {
    name: 'list-conversions',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/conversions',
    summary: 'List what a trial can be turned into',
    partnerCenter: 'same',
    capability: 'trialConversions',
    userOnly: true,
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: ConversionList },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)
    const subscription = findSubscription(subscriptions, params.subscriptionId)

    return ok(conversionsToWire(conversionsOf(subscription, await catalogueOf(subscription.country))))
  },
)
