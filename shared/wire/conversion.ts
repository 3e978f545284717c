import * as z from 'zod'
import { type Conversion, NewConversion } from '../domain/conversion.ts'
import { billingCycles } from '../domain/offer.ts'
import type { Subscription } from '../domain/subscription.ts'
import { wireEnum } from './casing.ts'
import { collection } from './collection.ts'

/** The body of POST: one of the conversions that were listed, its quantity and billing cycle changed at will. */
export const ConversionToMake = NewConversion.extend({
  quantity: z.preprocess((given) => (given === 0 ? undefined : given), NewConversion.shape.quantity),
  billingCycle: wireEnum(billingCycles).optional(),
}).meta({ id: 'ConversionToMake' })

export function conversionsToWire(conversions: readonly Conversion[]) {
  return collection(conversions.map((conversion) => ({ ...conversion, attributes: { objectType: 'Conversion' } })))
}

export function conversionResultToWire(before: Subscription, after: Subscription) {
  return {
    subscriptionId: after.subscriptionId,
    offerId: before.offerId,
    targetOfferId: after.offerId,
    attributes: { objectType: 'ConversionResult' },
  }
}
