import * as z from 'zod'
import { line } from '../domain/line.ts'
import type { SubscribedSku } from '../domain/subscribed-sku.ts'
import { collection } from './collection.ts'

/** Every licence here is of the first group: those of the second (minecraft) are not sold. */
const onlyGroup = 'group1'

export const SubscribedSkusQuery = z.object({ licenseGroupIds: line({ max: 100 }).optional() })

/** Nobody assigns licences here: all that are active are available. */
export function subscribedSkusToWire(
  skus: readonly SubscribedSku[],
  { licenseGroupIds }: z.infer<typeof SubscribedSkusQuery>,
) {
  const isAsked = licenseGroupIds === undefined || licenseGroupIds.toLowerCase().includes(onlyGroup)
  return collection(
    (isAsked ? skus : []).map(({ productId, name, activeUnits, suspendedUnits }) => ({
      ...{ availableUnits: activeUnits, activeUnits, consumedUnits: 0, suspendedUnits },
      ...{ totalUnits: activeUnits, warningUnits: 0 },
      productSku: { id: productId, name, targetType: 'User', licenseGroupId: onlyGroup },
      servicePlans: [],
      capabilityStatus: activeUnits > 0 ? 'Enabled' : 'Suspended',
      attributes: { objectType: 'SubscribedSku' },
    })),
  )
}
