import * as z from 'zod'
import {
  NewUpgrade,
  type Upgrade,
  type UpgradedSubscriptions,
  type UpgradeError,
  upgradeErrors,
} from '../../domain/subscriptions/upgrade.ts'
import { OfferShape, offerToWire } from '../catalog/offer.ts'
import { collection, listOf } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

/** Partner Center's number for an upgrade that takes the licences along; the list says it in words. */
const withLicenseTransfer = 2

/** The body of POST: one of the upgrades that were listed. Only its target counts. */
export const UpgradeToMake = z
  .object({ targetOffer: z.object({ id: NewUpgrade.shape.targetOfferId }) })
  .transform(({ targetOffer }) => ({ targetOfferId: targetOffer.id }))
  .meta({ id: 'UpgradeToMake' })

const UpgradeErrorShape = shape('UpgradeError', () =>
  z.strictObject({ code: z.int(), description: z.string(), attributes: attributes('UpgradeError') }),
)

const UpgradeShape = shape('Upgrade', () =>
  z.strictObject({
    targetOffer: OfferShape(),
    upgradeType: z.literal('upgrade_with_license_transfer'),
    isEligible: z.boolean(),
    quantity: z.int(),
    upgradeErrors: z.array(UpgradeErrorShape()),
    attributes: attributes('Upgrade'),
  }),
)

export const UpgradeListShape = listOf('Upgrade', UpgradeShape)

export function upgradesToWire(
  upgrades: readonly Upgrade[],
  sentences: Readonly<Record<UpgradeError, string>>,
): Shaped<typeof UpgradeListShape> {
  return collection(
    upgrades.map(({ target, quantity, errors }) => ({
      targetOffer: offerToWire(target),
      upgradeType: 'upgrade_with_license_transfer',
      isEligible: errors.length === 0,
      quantity,
      upgradeErrors: errors.map((error) => ({
        code: upgradeErrors[error],
        description: sentences[error],
        attributes: { objectType: 'UpgradeError' },
      })),
      attributes: { objectType: 'Upgrade' },
    })),
  )
}

export const UpgradeResultShape = shape('UpgradeResult', () =>
  z.strictObject({
    sourceSubscriptionId: z.guid(),
    targetSubscriptionId: z.guid(),
    upgradeType: z.literal(withLicenseTransfer).meta({ description: 'The number of upgrade_with_license_transfer' }),
    upgradeErrors: z.array(UpgradeErrorShape()),
    licenseErrors: z.array(z.unknown()),
    attributes: attributes('UpgradeResult'),
  }),
)

export function upgradeResultToWire([source, target]: UpgradedSubscriptions): Shaped<typeof UpgradeResultShape> {
  return {
    sourceSubscriptionId: source.subscriptionId,
    targetSubscriptionId: target.subscriptionId,
    upgradeType: withLicenseTransfer,
    upgradeErrors: [],
    licenseErrors: [],
    attributes: { objectType: 'UpgradeResult' },
  }
}
