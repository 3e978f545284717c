import { randomUUID } from 'node:crypto'
import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer } from '../../shared/aggregates/customers/customers.ts'
import { openSubscriptions } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { transitionSubscription } from '../../shared/domain/subscriptions/transition.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  latestTransitionToWire,
  TransitionShape,
  TransitionToMake,
} from '../../shared/wire/subscriptions/transition.ts'

export const handler = endpoint(
  {
    name: 'create-transition',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/transitions',
    summary: 'Move licences of a subscription of newer commerce to another product',
    partnerCenter: { differs: 'Completed at once; licence offers are upgraded, not moved' },
    roles: ['GlobalAdmin', 'AdminAgent'],
    body: TransitionToMake,
    answers: { 200: TransitionShape },
    faults: [
      'customerNotFound',
      'subscriptionNotFound',
      'catalogItemIdMissing',
      'transitionNotAvailable',
      'quantityNotAllowed',
      'termNotSupported',
      'billingCycleNotSupported',
      'agreementNotConfirmed',
      'countryOutsideRegion',
    ],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openSubscriptions(command, caller, params.customerId)
    const source = findSubscription(open.subscriptions, params.subscriptionId)
    const context = {
      ...open,
      ...(await termsOfSale(source.country)),
      orderId: randomUUID(),
      subscriptionIds: [randomUUID()],
      operationId: randomUUID(),
    }
    const moved = transitionSubscription(source, body, context, caller, now)
    const [after] = moved.subscriptions

    return commitCustomer(open, moved, ok(latestTransitionToWire(after)))
  },
)
