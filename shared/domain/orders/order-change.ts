import * as z from 'zod'
import { type BillingCycle, billingCycles, type Catalogue, offerKey } from '../catalog/offer.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { Caller } from '../partnerships/partner.ts'
import { ended, type Subscription } from '../subscriptions/subscription.ts'
import { checkCurrency, maximumLines, NewOrder, type Order, type OrderContext } from './order.ts'
import { type PlacedOrder, placeOrder } from './order-placement.ts'

/** What clients write for a status they do not know. */
const unsaidStatuses: readonly string[] = ['unknown', 'none']
const fixedNames = ['quantity', 'friendlyName', 'termDuration', 'partnerIdOnRecord'] as const
const cancellableStatuses: readonly Order['status'][] = ['completed']
/** A subscription in one of these ends with its order, and is billed as it. */
const followingStatuses: readonly Subscription['status'][] = ['active', 'suspended']

/** What PATCH of an order asks for: add-ons onto its subscriptions, another billing cycle, or, in a sandbox, its end. */
export const OrderChange = z.object({
  addOns: NewOrder.shape.lineItems.element.array(),
  /** The order's own lines, as they come back with it. */
  lines: NewOrder.shape.lineItems.element.extend({ field: z.string(), subscriptionId: z.string().optional() }).array(),
  billingCycle: z.enum(billingCycles).optional(),
  currencyCode: z.string().optional(),
  status: z.string().optional(),
})
export type OrderChange = z.infer<typeof OrderChange>

/**
 * Changes an order: adds what the lines name, or bills its subscriptions in another cycle. Gives undefined when nothing is new.
 * @throws {Fault} orderNotCancellable, cycleChangeNotAllowed, addOnNeedsParent, invalidInput beyond 45 lines, and those of
 * placeOrder
 */
export function changeOrder(
  before: Order,
  wanted: OrderChange,
  context: Omit<OrderContext, 'orderId'>,
  caller: Caller,
  now: Date,
): PlacedOrder | undefined {
  if (wanted.status === 'cancelled') return cancelOrder(before, context, caller)
  if (wanted.status && !unsaidStatuses.includes(wanted.status) && wanted.status !== before.status)
    refuseInput('status', 'notChangeable')
  checkCurrency(wanted.currencyCode, before.currencyCode)
  for (const line of wanted.lines) checkLine(before, line, context)
  if (wanted.addOns.length > 0) return addOnto(before, wanted, context, caller, now)
  const { billingCycle } = wanted
  if (!billingCycle || billingCycle === 'unknown' || billingCycle === before.billingCycle) return undefined
  return changeCycle(before, billingCycle, context)
}

/**
 * What is on a line is changed on its subscription, and another base is ordered anew: neither may pass for done here.
 * @throws {Fault} addOnNeedsParent, invalidInput
 */
function checkLine(
  before: Order,
  { field, ...line }: OrderChange['lines'][number],
  { subscriptions }: Pick<OrderContext, 'subscriptions'>,
): void {
  const own = before.lineItems.find(({ subscriptionId, lineItemNumber }) =>
    line.subscriptionId
      ? offerKey(subscriptionId) === offerKey(line.subscriptionId)
      : lineItemNumber === line.lineItemNumber,
  )
  if (!own || offerKey(own.offerId) !== offerKey(line.offerId))
    throw new Fault('addOnNeedsParent', { field: `${field}.parentSubscriptionId` })
  // PowerShell makes the line of the subscription as it is now.
  const quantityNow = subscriptions.find(({ subscriptionId }) => subscriptionId === own.subscriptionId)?.quantity
  const isKnown = (name: (typeof fixedNames)[number]) =>
    !line[name] || line[name] === own[name] || (name === 'quantity' && line.quantity === quantityNow)
  const other = fixedNames.find((name) => !isKnown(name))
  if (other) refuseInput(`${field}.${other}`, 'notChangeable')
}

/** Ends an order with all its subscriptions and what hangs on them, whichever order it came with; only a sandbox has that. */
function cancelOrder(
  before: Order,
  { subscriptions }: Pick<OrderContext, 'subscriptions'>,
  { account }: Caller,
): PlacedOrder | undefined {
  if (!account?.isSandbox) throw new Fault('orderNotCancellable', { field: 'status' })
  if (!cancellableStatuses.includes(before.status)) return undefined

  const order: Order = { ...before, status: 'cancelled', version: before.version + 1 }
  const own = followersOf(before, subscriptions)
  const ids = own.map(({ subscriptionId }) => subscriptionId)
  const addOns = subscriptions.filter(
    ({ orderId, parentSubscriptionId, status }) =>
      orderId !== before.orderId &&
      parentSubscriptionId !== undefined &&
      ids.includes(parentSubscriptionId) &&
      followingStatuses.includes(status),
  )
  return {
    order,
    subscriptions: [...own, ...addOns].map((one) => ({ ...ended(one), version: one.version + 1 })),
    event: { operation: 'update_order', resource: 'order', resourceId: before.orderId, before, after: order },
  }
}

function addOnto(
  before: Order,
  { addOns }: OrderChange,
  context: Omit<OrderContext, 'orderId'>,
  caller: Caller,
  now: Date,
): PlacedOrder {
  // An order that grew for ever could not be ended in one transaction.
  if (before.lineItems.length + addOns.length > maximumLines)
    refuseInput('lineItems', 'tooMany', { maximum: maximumLines })
  // Clients number the lines of each request from 0; in the order they go on behind those it has.
  const lineItems = addOns.map((line, lineItemNumber) => ({ ...line, lineItemNumber }))
  const cycle = before.billingCycle === 'none' ? undefined : before.billingCycle
  const added = placeOrder({ lineItems, billingCycle: cycle }, { ...context, orderId: before.orderId }, caller, now)
  const lines = added.order.lineItems.map((line, index) => ({
    ...line,
    lineItemNumber: before.lineItems.length + index,
  }))
  const order: Order = { ...before, lineItems: [...before.lineItems, ...lines], version: before.version + 1 }
  return {
    order,
    subscriptions: added.subscriptions,
    event: { ...added.event, operation: 'update_order', before, after: order },
  }
}

function changeCycle(
  before: Order,
  billingCycle: BillingCycle,
  { subscriptions, catalogue }: Omit<OrderContext, 'orderId'>,
): PlacedOrder {
  const own = followersOf(before, subscriptions)
  const unable = own.find((subscription) => !supports(catalogue, subscription, billingCycle))
  if (unable) throw new Fault('cycleChangeNotAllowed', { field: 'billingCycle', billingCycle, offerId: unable.offerId })

  const order: Order = { ...before, billingCycle, version: before.version + 1 }
  return {
    order,
    subscriptions: own.map((subscription) => ({ ...subscription, billingCycle, version: subscription.version + 1 })),
    event: { operation: 'update_order', resource: 'order', resourceId: before.orderId, before, after: order },
  }
}

function followersOf({ orderId }: Order, subscriptions: readonly Subscription[]): readonly Subscription[] {
  return subscriptions.filter((one) => one.orderId === orderId && followingStatuses.includes(one.status))
}

function supports(catalogue: Catalogue, { offerId }: Subscription, billingCycle: BillingCycle): boolean {
  const offer = catalogue.get(offerKey(offerId))
  // The term of newer commerce says how it is billed, too.
  return offer?.item === undefined && (offer?.supportedBillingCycles.includes(billingCycle) ?? false)
}
