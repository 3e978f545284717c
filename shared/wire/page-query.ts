import * as z from 'zod'
import { wireEnum } from './casing.ts'

const largestPage = 500

/** In the order of the SDKs' enum. */
export const seekOperations = ['Next', 'Previous', 'First', 'Last', 'PageIndex'] as const
export type SeekOperation = (typeof seekOperations)[number]

const PageNumber = z.coerce.number().int('notWhole').min(0, 'tooSmall')

/** `size` 0 is what SDKs send for "not given"; 500 is the documented maximum. Pages are counted from 0. */
export const PageQuery = z.object({
  size: z.coerce.number().int('notWhole').min(0, 'tooSmall').max(largestPage, 'tooLarge').optional(),
  seekOperation: wireEnum(seekOperations).optional(),
  pageIndex: PageNumber.optional(),
  index: PageNumber.optional(),
})
export type PageQuery = z.infer<typeof PageQuery>
