import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer } from '../../shared/aggregates/customers/customers.ts'
import { openSubscriptions } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { convertTrial } from '../../shared/domain/subscriptions/conversion.ts'
import { findSubscription } from '../../shared/domain/subscriptions/subscription.ts'
import { orderers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  ConversionResultShape,
  ConversionToMake,
  conversionResultToWire,
} from '../../shared/wire/subscriptions/conversion.ts'

export const handler = endpoint(
  {
    name: 'convert-trial',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/conversions',
    summary: 'Turn a trial into a paid subscription: the same one, with another offer and a new term',
    partnerCenter: { differs: 'A conversion that is not offered is 400/2012' },
    capability: 'trialConversions',
    roles: orderers,
    userOnly: true,
    body: ConversionToMake,
    answers: { 200: ConversionResultShape },
    faults: [
      'customerNotFound',
      'subscriptionNotFound',
      'conversionNotAvailable',
      'quantityNotAllowed',
      'requestIdReused',
      'billingCycleNotSupported',
      'offerNotEligible',
      'offerLimitReached',
      'agreementNotConfirmed',
      'countryOutsideRegion',
    ],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openSubscriptions(command, caller, params.customerId)
    const before = findSubscription(open.subscriptions, params.subscriptionId)
    const converted = convertTrial(before, body, { ...open, ...(await termsOfSale(before.country)) }, caller, now)
    const [after] = converted.subscriptions

    return commitCustomer(open, converted, ok(conversionResultToWire(before, after)))
  },
)
