import * as z from 'zod'
import type { Subscription } from '../domain/subscription.ts'
import { NewUpgrade, type Upgrade, upgradeErrors } from '../domain/upgrade.ts'
import { collection } from './collection.ts'
import { offerToWire } from './offer.ts'

/** Partner Center's number for an upgrade that takes the licences along; the list says it in words. */
const withLicenseTransfer = 2

/** The body of POST: one of the upgrades that were listed. Only its target counts. */
export const UpgradeToMake = z
  .object({ targetOffer: z.object({ id: NewUpgrade.shape.targetOfferId }) })
  .transform(({ targetOffer }) => ({ targetOfferId: targetOffer.id }))
  .meta({ id: 'UpgradeToMake' })

export function upgradesToWire(upgrades: readonly Upgrade[]) {
  return collection(
    upgrades.map(({ target, quantity, errors }) => ({
      targetOffer: offerToWire(target),
      upgradeType: 'upgrade_with_license_transfer',
      isEligible: errors.length === 0,
      quantity,
      upgradeErrors: errors.map((error) => ({
        code: upgradeErrors[error],
        description: error,
        attributes: { objectType: 'UpgradeError' },
      })),
      attributes: { objectType: 'Upgrade' },
    })),
  )
}

/** The source comes first among what an upgrade changed, the target behind it. */
export function upgradeResultToWire([source, target]: readonly Subscription[]) {
  return {
    sourceSubscriptionId: source?.subscriptionId,
    targetSubscriptionId: target?.subscriptionId,
    upgradeType: withLicenseTransfer,
    upgradeErrors: [],
    licenseErrors: [],
    attributes: { objectType: 'UpgradeResult' },
  }
}
