import * as z from 'zod'
import { listOf } from '../collection.ts'
import { shape } from '../shape.ts'

const AzureEntitlementShape = shape('AzureEntitlement', () =>
  z.strictObject({ id: z.guid(), friendlyName: z.string() }),
)

export const AzureEntitlementListShape = listOf('AzureEntitlement', AzureEntitlementShape)
