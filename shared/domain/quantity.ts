import * as z from 'zod'

/** A number of licences that somebody asks for: whole, one at least, and no more than Partner Center's 32 bits hold. */
export const Quantity = z.number().int('notWhole').min(1, 'tooSmall').max(2_147_483_647, 'tooLarge')
