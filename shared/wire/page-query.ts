import * as z from 'zod'
import { wireEnum } from './casing.ts'

const largestPage = 500

/** In the order of the SDKs' enum. */
const seekOperations = ['Next', 'Previous', 'First', 'Last', 'PageIndex'] as const
export type SeekOperation = (typeof seekOperations)[number]

const PageNumber = z.number().int('notWhole').min(0, 'tooSmall')

/** `size` 0 is what SDKs send for "not given"; 500 is the documented maximum. Pages are counted from 0. */
export const PageQuery = z.object({
  size: z
    .number()
    .int('notWhole')
    .min(0, 'tooSmall')
    .max(largestPage, 'tooLarge')
    .optional()
    .meta({ description: 'Items on a page; 0 means the default.' }),
  seekOperation: wireEnum(seekOperations)
    .optional()
    .meta({ description: 'Where to go from the page whose MS-ContinuationToken is sent along.' }),
  pageIndex: PageNumber.optional().meta({
    description: 'With seekOperation PageIndex: the page to go to, counted from 0.',
  }),
  index: PageNumber.optional().meta({ description: 'Another name of pageIndex.' }),
})
export type PageQuery = z.infer<typeof PageQuery>
