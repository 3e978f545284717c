import { commitCustomer } from '../../shared/aggregates/customers/customers.ts'
import { changeContextOf, openSubscriptions } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { changeSubscription } from '../../shared/domain/subscriptions/subscription-change.ts'
import { orderers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { readEtags } from '../../shared/http/request.ts'
import {
  SubscriptionPatch,
  SubscriptionShape,
  subscriptionToWire,
  versionOf,
} from '../../shared/wire/subscriptions/subscription.ts'

export const handler = endpoint(
  {
    name: 'update-subscription',
    method: 'PATCH',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}',
    summary: 'Change quantity, name, reseller, term or renewal of a subscription; suspend it or activate it again',
    partnerCenter: {
      differs:
        'Done at once, so never 202; renewal left out stays as it is, and what is to be scheduled for the next term is refused',
    },
    roles: orderers,
    body: SubscriptionPatch,
    answers: { 200: SubscriptionShape },
    faults: [
      'customerNotFound',
      'subscriptionNotFound',
      'etagStale',
      'subscriptionDeleted',
      'statusChangeNotAllowed',
      'parentInactive',
      'billingCycleNotChangeable',
      'trialTermFixed',
      'termNotShortened',
      'termNotSupported',
      'billingCycleNotSupported',
      'suspendedNotChangeable',
      'quantityWhileSuspended',
      'quantityNotAllowed',
      'quantityNotDecreasable',
      'cancellationTooLate',
      'agreementNotConfirmed',
      'countryOutsideRegion',
      'ownMpnIdOnRecord',
      'partnerNotFound',
      'notAnIndirectReseller',
      'requestIdReused',
    ],
  },
  async ({ command, caller, params, body, request, now }) => {
    const { etag, ...wanted } = body
    const mpnIds = wanted.partnerId ? [wanted.partnerId] : []
    const open = await openSubscriptions(command, caller, params.customerId, mpnIds)
    const before = findSubscription(open.subscriptions, params.subscriptionId)
    const version = versionOf(before, readEtags(request.headers, etag))
    const changed = changeSubscription(before, { ...wanted, version }, await changeContextOf(open, before), caller, now)
    const [after = before] = changed?.subscriptions ?? []

    return commitCustomer(open, changed, ok(subscriptionToWire(after, now)))
  },
)
