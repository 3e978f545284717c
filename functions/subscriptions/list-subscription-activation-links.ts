import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { findSubscription } from '../../shared/domain/subscription.ts'
import { collection } from '../../shared/wire/collection.ts'
import { ActivationLinkList } from '../../shared/wire/shapes/entitlement.ts'

export const handler = endpoint(
  {
    name: 'list-subscription-activation-links',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/activationlinks',
    summary: 'List where a subscription is still to be activated: nowhere, as what is sold here is active at once',
    partnerCenter: { differs: 'Always empty: no marketplace products of other publishers are sold' },
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: ActivationLinkList },
    faults: ['customerNotFound', 'subscriptionNotFound'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)
    findSubscription(subscriptions, params.subscriptionId)

    return ok(collection([]))
  },
)
