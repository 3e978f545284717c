import * as z from 'zod'
import { wireEnum } from './casing.ts'

const largestPage = 500

/** `size` 0 is what SDKs send for "not given"; 500 is the documented maximum. */
export const PageQuery = z.object({
  size: z.coerce.number().int('notWhole').min(0, 'tooSmall').max(largestPage, 'tooLarge').optional(),
  seekOperation: wireEnum(['First', 'Next']).optional(),
})
export type PageQuery = z.infer<typeof PageQuery>
