import * as z from 'zod'
import { billingCycles } from '../../domain/catalog/offer.ts'
import { type Conversion, NewConversion } from '../../domain/subscriptions/conversion.ts'
import type { Subscription } from '../../domain/subscriptions/subscription.ts'
import { wireEnum } from '../casing.ts'
import { collection, listOf } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

/** The body of POST: one of the conversions that were listed, its quantity and billing cycle changed at will. */
export const ConversionToMake = NewConversion.extend({
  quantity: z.preprocess((given) => (given === 0 ? undefined : given), NewConversion.shape.quantity),
  billingCycle: wireEnum(billingCycles).optional(),
}).meta({ id: 'ConversionToMake' })

const ConversionShape = shape('Conversion', () =>
  z.strictObject({
    offerId: z.string(),
    targetOfferId: z.string(),
    orderId: z.string(),
    quantity: z.int(),
    billingCycle: z.enum(billingCycles),
    attributes: attributes('Conversion'),
  }),
)

export const ConversionListShape = listOf('Conversion', ConversionShape)

export function conversionsToWire(conversions: readonly Conversion[]): Shaped<typeof ConversionListShape> {
  return collection(conversions.map((conversion) => ({ ...conversion, attributes: { objectType: 'Conversion' } })))
}

export const ConversionResultShape = shape('ConversionResult', () =>
  z.strictObject({
    subscriptionId: z.guid(),
    offerId: z.string(),
    targetOfferId: z.string(),
    attributes: attributes('ConversionResult'),
  }),
)

export function conversionResultToWire(
  before: Subscription,
  after: Subscription,
): Shaped<typeof ConversionResultShape> {
  return {
    subscriptionId: after.subscriptionId,
    offerId: before.offerId,
    targetOfferId: after.offerId,
    attributes: { objectType: 'ConversionResult' },
  }
}
