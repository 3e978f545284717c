import * as z from 'zod'
import { listOf } from '../collection.ts'
import { shape } from '../shape.ts'

const EntitlementShape = shape('Entitlement', () =>
  z.strictObject({ productId: z.string(), skuId: z.string(), quantity: z.int() }),
)

export const EntitlementListShape = listOf('Entitlement', EntitlementShape)
