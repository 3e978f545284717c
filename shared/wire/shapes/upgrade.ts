import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { attributes, listOf, shape } from '../shape.ts'
import { Offer } from './offer.ts'

const UpgradeError = shape('UpgradeError', () =>
  z.strictObject({ code: z.int(), description: z.string(), attributes: attributes('UpgradeError') }),
)

const Upgrade = shape('Upgrade', () =>
  z.strictObject({
    targetOffer: Offer(),
    upgradeType: z.literal('upgrade_with_license_transfer'),
    isEligible: z.boolean(),
    quantity: z.int(),
    upgradeErrors: z.array(UpgradeError()),
    attributes: attributes('Upgrade'),
  }),
)

export const UpgradeList = listOf('Upgrade', Upgrade)

export const UpgradeResult = shape('UpgradeResult', () =>
  z.strictObject({
    sourceSubscriptionId: z.guid(),
    targetSubscriptionId: z.guid(),
    upgradeType: z.literal(2).meta({ description: 'The number of upgrade_with_license_transfer' }),
    upgradeErrors: z.array(UpgradeError()),
    licenseErrors: z.array(z.unknown()),
    attributes: attributes('UpgradeResult'),
  }),
)

const Conversion = shape('Conversion', () =>
  z.strictObject({
    offerId: z.string(),
    targetOfferId: z.string(),
    orderId: z.string(),
    quantity: z.int(),
    billingCycle: z.enum(billingCycles),
    attributes: attributes('Conversion'),
  }),
)

export const ConversionList = listOf('Conversion', Conversion)

export const ConversionResult = shape('ConversionResult', () =>
  z.strictObject({
    subscriptionId: z.guid(),
    offerId: z.string(),
    targetOfferId: z.string(),
    attributes: attributes('ConversionResult'),
  }),
)
