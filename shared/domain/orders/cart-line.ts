import * as z from 'zod'
import { billingCycles } from '../catalog/offer.ts'
import { MpnId } from '../ids.ts'
import { line } from '../line.ts'
import { Quantity } from '../quantity.ts'
import { maximumLines, TermDuration } from './order.ts'

/** What is wrong with a line, by Partner Center's number. */
const LineError = z.object({ errorCode: z.number().int(), errorDescription: z.string() })
export type LineError = z.infer<typeof LineError>

const item = {
  catalogItemId: line({ max: 200 }).default(''),
  friendlyName: line({ max: 256 }).optional(),
  quantity: Quantity,
  billingCycle: z.enum(billingCycles).optional(),
  termDuration: TermDuration.optional(),
  /** The reseller on record. */
  partnerId: MpnId.optional(),
  parentSubscriptionId: line({ max: 100 }).optional(),
}
/** The currency is that of the market: it can be said, not chosen. */
const newItem = { ...item, currencyCode: line({ max: 10 }).optional() }
const NewCartLine = z.object({
  ...newItem,
  addonItems: z.array(z.object(newItem)).max(maximumLines, 'tooMany').optional(),
})
export const NewCart = z.object({ lineItems: z.array(NewCartLine).min(1, 'required').max(maximumLines, 'tooMany') })
export type NewCart = z.infer<typeof NewCart>

const numbered = { id: z.number().int(), orderGroup: z.string(), error: LineError.optional() }
/** As it is kept: it may be older than the rules for what comes in. */
const keptItem = {
  ...item,
  catalogItemId: z.string().default(''),
  friendlyName: z.string().optional(),
  termDuration: z.string().optional(),
  parentSubscriptionId: z.string().optional(),
  ...numbered,
}
export const CartLine = z.object({ ...keptItem, addonItems: z.array(z.object(keptItem)).optional() })
export type CartLine = z.infer<typeof CartLine>
