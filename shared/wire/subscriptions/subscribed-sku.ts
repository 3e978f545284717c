import * as z from 'zod'
import { isItemId } from '../../domain/catalog/product.ts'
import { line } from '../../domain/line.ts'
import type { SubscribedSku } from '../../domain/subscriptions/subscribed-sku.ts'
import { collection, listOf } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

/** Every licence here is of the first group: those of the second (minecraft) are not sold. */
const onlyGroup = 'group1'

export const SubscribedSkusQuery = z.object({ licenseGroupIds: line({ max: 100 }).optional() })

const SubscribedSkuShape = shape('SubscribedSku', () =>
  z.strictObject({
    availableUnits: z.int(),
    activeUnits: z.int(),
    consumedUnits: z.int(),
    suspendedUnits: z.int(),
    totalUnits: z.int(),
    warningUnits: z.int(),
    productSku: z.strictObject({
      id: z.guid().meta({ description: 'As skuId in the provisioning status of a subscription.' }),
      name: z.string(),
      skuPartNumber: z.string(),
      targetType: z.literal('User'),
      licenseGroupId: z.literal('group1'),
    }),
    servicePlans: z.array(z.unknown()),
    capabilityStatus: z.enum(['Enabled', 'Suspended']),
    attributes: attributes('SubscribedSku'),
  }),
)

export const SubscribedSkuListShape = listOf('SubscribedSku', SubscribedSkuShape)

/** Nobody assigns licences here: all that are active are available. */
export function subscribedSkusToWire(
  skus: readonly SubscribedSku[],
  skuIdOf: (productId: string) => string,
  { licenseGroupIds }: z.infer<typeof SubscribedSkusQuery>,
): Shaped<typeof SubscribedSkuListShape> {
  const isAsked = licenseGroupIds === undefined || licenseGroupIds.toLowerCase().includes(onlyGroup)
  return collection(
    (isAsked ? skus : []).map(({ productId, name, activeUnits, suspendedUnits }) => ({
      ...{ availableUnits: activeUnits, activeUnits, consumedUnits: 0, suspendedUnits },
      ...{ totalUnits: activeUnits, warningUnits: 0 },
      productSku: {
        ...{ id: skuIdOf(productId), name, skuPartNumber: partNumberOf(productId, name) },
        ...{ targetType: 'User', licenseGroupId: onlyGroup },
      },
      servicePlans: [],
      capabilityStatus: activeUnits > 0 ? 'Enabled' : 'Suspended',
      attributes: { objectType: 'SubscribedSku' },
    })),
  )
}

/** Of newer commerce it is product and sku; of licence offers only the name is known, and what exports select by follows from it. */
function partNumberOf(productId: string, name: string): string {
  return isItemId(productId) ? productId.replace(':', '/') : name.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_')
}
