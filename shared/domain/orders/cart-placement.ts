import { Fault, type FaultDetails, type FaultName } from '../fault.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { CartLine, LineError } from './cart-line.ts'
import type { NewLine, OrderContext } from './order.ts'
import { type PlacedOrder, placeOrder } from './order-placement.ts'

/** What a cart is filled on. */
export type CartContext = Pick<OrderContext, 'customer' | 'subscriptions' | 'catalogue' | 'resellers'>

/** What a cart is ordered on. */
export interface CheckoutContext extends Omit<OrderContext, 'orderId' | 'subscriptionIds'> {
  /** One new id per line at least, and one per order. */
  readonly ids: readonly string[]
}

type Lines = readonly CartLine[]

/**
 * Places the orders of a cart, one per group; what an earlier one brings, a later one can hang its add-ons on.
 * @throws {Fault} those of placeOrder
 */
export function placeCart(lines: Lines, context: CheckoutContext, caller: Caller, now: Date): readonly PlacedOrder[] {
  const ids = [...context.ids]
  const placed: PlacedOrder[] = []
  for (const group of Map.groupBy(lines, ({ orderGroup }) => orderGroup).values()) {
    const orderId = ids.shift() ?? ''
    const subscriptionIds = ids.splice(0, itemsOf(group).length).map((id) => id.toUpperCase())
    placed.push(placeGroup(group, { ...context, orderId, subscriptionIds }, placed, caller, now))
  }
  return placed
}

function placeGroup(
  group: Lines,
  context: OrderContext,
  placed: readonly PlacedOrder[],
  caller: Caller,
  now: Date,
): PlacedOrder {
  const owned = [...context.subscriptions, ...placed.flatMap(({ subscriptions }) => subscriptions)]
  const wanted = { billingCycle: group[0]?.billingCycle, lineItems: toOrderLines(group) }
  return placeOrder(wanted, { ...context, subscriptions: owned }, caller, now)
}

/**
 * What would keep lines from being ordered, by the id of the line: the very rules of checking out are tried, and nothing is kept.
 * What concerns the customer as a whole, such as its agreement, may be in order by then and stands on no line.
 */
export function lineErrors(
  lines: Lines,
  context: CartContext,
  caller: Caller,
  now: Date,
): ReadonlyMap<number, LineError> {
  const errors = new Map<number, LineError>()
  const placed: PlacedOrder[] = []
  const trial = { ...context, agreements: [], agreementRequired: false, orderId: '' }
  for (const group of Map.groupBy(lines, ({ orderGroup }) => orderGroup).values()) {
    let left = group
    while (left.length > 0) {
      const subscriptionIds = itemsOf(left).map(({ id }) => `TRIAL-${id}`)
      const wrong = refusalOf(() => {
        placed.push(placeGroup(left, { ...trial, subscriptionIds }, placed, { ...caller, isUser: true }, now))
      })
      const item = wrong && itemsOf(left)[lineOf(wrong)]
      if (!item) break
      errors.set(item.id, toLineError(wrong))
      left = without(left, item.id)
    }
  }
  return errors
}

const itemsOf = (lines: Lines) => lines.flatMap((line) => [line, ...(line.addonItems ?? [])])

/** The lines without one, which takes its add-ons along. */
function without(lines: Lines, id: number): CartLine[] {
  return lines
    .filter((line) => line.id !== id)
    .map((line) => ({ ...line, addonItems: line.addonItems?.filter((addOn) => addOn.id !== id) }))
}

function refusalOf(work: () => void): Fault | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

/** The place of the line that an order was refused for, or -1. */
function lineOf({ details }: Fault): number {
  return Number(/^lineItems\[(\d+)\]/.exec(String(details.field))?.[1] ?? -1)
}

/** Partner Center's numbers for what is wrong with a line of a cart, with its words for them. */
const kinds: Readonly<Partial<Record<FaultName, readonly [number, string]>>> = {
  offerNotFound: [10001, 'CatalogItemIdIsNotValid'],
  offerNoLongerSold: [10001, 'CatalogItemIdIsNotValid'],
  offerLimitReached: [10002, 'QuotaNotAvailable'],
  ownMpnIdOnRecord: [10004, 'ParticipantsIsNotSupportedForPartner'],
  partnerNotFound: [10004, 'ParticipantsIsNotSupportedForPartner'],
  notAnIndirectReseller: [10004, 'ParticipantsIsNotSupportedForPartner'],
  offerNotEligible: [10006, 'UnableToProcessCartLineItem'],
  orderMixed: [10006, 'UnableToProcessCartLineItem'],
  addOnNeedsParent: [10007, 'SubscriptionIsNotValid'],
  billingCycleNotSupported: [10013, 'BillingPlanNotSupported'],
  termNotSupported: [10013, 'BillingPlanNotSupported'],
}

function toLineError({ fault, details }: Fault): LineError {
  const [errorCode, word] = kinds[fault] ?? [10010, 'InvalidInput']
  return { errorCode, errorDescription: `${word}: ${reasonOf(details)}` }
}

function reasonOf({ quantity, minimum, maximum, ...details }: FaultDetails): string | number {
  if (quantity !== undefined) return `quantity ${quantity} is outside ${minimum} to ${maximum}`
  const { offerId, qualifications, mpnId, supported, field } = details
  return supported ?? mpnId ?? qualifications ?? offerId ?? String(field).replace(/^.*\./, '')
}

function toOrderLines(lines: Lines): NewLine[] {
  const ordered: NewLine[] = []
  for (const { addonItems = [], ...line } of lines) {
    const parentLineItemNumber = ordered.length
    ordered.push(toOrderLine(line, ordered.length))
    for (const addOn of addonItems) ordered.push({ ...toOrderLine(addOn, ordered.length), parentLineItemNumber })
  }
  return ordered
}

function toOrderLine(line: Omit<CartLine, 'addonItems'>, lineItemNumber: number): NewLine {
  const { catalogItemId, quantity, friendlyName, termDuration, partnerId, parentSubscriptionId } = line
  return {
    lineItemNumber,
    offerId: catalogItemId,
    quantity,
    friendlyName,
    termDuration,
    parentSubscriptionId,
    ...(partnerId && { partnerIdOnRecord: partnerId }),
  }
}
