import * as z from 'zod'
import { billingCycles, type Catalogue } from '../catalog/offer.ts'
import type { Agreement } from '../customers/agreement.ts'
import type { Customer } from '../customers/customer.ts'
import { Fault, refuseInput } from '../fault.ts'
import { CustomerId, MpnId } from '../ids.ts'
import { line } from '../line.ts'
import type { Partnership } from '../partnerships/partnership.ts'
import { Quantity } from '../quantity.ts'
import type { Subscription } from '../subscriptions/subscription.ts'

/** One transaction holds 100 rows; a line costs two, and the rest of a command fits beside 45 lines. */
export const maximumLines = 45

/** How long newer commerce commits: P1M, P1Y, P3Y. */
export const TermDuration = line({ min: 1, max: 10 }).regex(/^P\d{1,3}[MY]$/, 'notATerm')

const NewLine = z.object({
  lineItemNumber: z.number().int('notWhole'),
  offerId: line({ min: 1, max: 200 }),
  quantity: Quantity,
  friendlyName: line({ max: 256 }).optional(),
  termDuration: TermDuration.optional(),
  partnerIdOnRecord: MpnId.optional(),
  parentSubscriptionId: line({ max: 100 }).optional(),
  /** The line of this order that an add-on hangs on; a cart knows it, an order's body does not say it. */
  parentLineItemNumber: z.number().int().optional(),
})
export type NewLine = z.infer<typeof NewLine>

export const NewOrder = z.object({
  referenceCustomerId: line({ max: 100 }).optional(),
  billingCycle: z.enum(billingCycles).optional(),
  currencyCode: line({ max: 10 }).optional(),
  lineItems: z.array(NewLine).min(1, 'required').max(maximumLines, 'tooMany'),
})
export type NewOrder = z.infer<typeof NewOrder>

const OrderLine = z.object({
  lineItemNumber: z.number().int(),
  offerId: z.string(),
  subscriptionId: z.string(),
  parentSubscriptionId: z.string().optional(),
  friendlyName: z.string(),
  quantity: z.number().int(),
  termDuration: z.string().optional(),
  partnerIdOnRecord: MpnId.optional(),
})

export const Order = z.object({
  orderId: z.string(),
  customerId: CustomerId,
  billingCycle: z.enum(billingCycles),
  currencyCode: z.string(),
  lineItems: z.array(OrderLine),
  creationDate: z.iso.datetime(),
  status: z.enum(['completed', 'cancelled']),
  /** The market of an order of newer commerce; missing on one of licence offers. */
  country: z.string().optional(),
  version: z.number().int(),
})
export type Order = z.infer<typeof Order>

/** What an order is decided on: the customer as it stands, and what the lines refer to. */
export interface OrderContext {
  readonly customer: Customer
  readonly agreements: readonly Agreement[]
  readonly subscriptions: readonly Subscription[]
  readonly catalogue: Catalogue
  /** The partnerships found for the MPN ids on record; absent where there is none. */
  readonly resellers: ReadonlyMap<string, Partnership>
  /** A new GUID; newer commerce makes a shorter id of it. */
  readonly orderId: string
  /** One new id per line. */
  readonly subscriptionIds: readonly string[]
  readonly agreementRequired: boolean
}

/** The currency is that of the market: whoever asks for another is not given this one. @throws {Fault} invalidInput */
export function checkCurrency(asked: string | undefined, currency: string, field = 'currencyCode'): void {
  if (asked && asked.toUpperCase() !== currency) refuseInput(field, 'mismatch', { expected: currency })
}

/** The reseller ids an order names; each is looked up before it is decided on. */
export function mpnIdsIn({ lineItems }: NewOrder): readonly MpnId[] {
  return lineItems.flatMap(({ partnerIdOnRecord }) => (partnerIdOnRecord ? [partnerIdOnRecord] : []))
}

/** @throws {Fault} orderNotFound */
export function findOrder(orders: readonly Order[], orderId: string): Order {
  const found = orders.find((order) => order.orderId === orderId.toLowerCase())
  if (!found) throw new Fault('orderNotFound', { orderId })
  return found
}

/** @throws {Fault} orderNotFound */
export function findOrderLine(order: Order, lineItemNumber: number) {
  const found = order.lineItems.find((line) => line.lineItemNumber === lineItemNumber)
  if (!found) throw new Fault('orderNotFound', { orderId: `${order.orderId}/lineitems/${lineItemNumber}` })
  return found
}
