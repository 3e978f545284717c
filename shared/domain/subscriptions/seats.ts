import * as z from 'zod'
import { Fault } from '../fault.ts'
import { daysAfter } from '../time.ts'

/** Seats that may still be given back: each purchase for some days of its own. */
export const Refundable = z.object({ quantity: z.number().int().min(1), until: z.iso.datetime() })
export type Refundable = z.infer<typeof Refundable>

/** Seats bought now. */
export function boughtSeats(quantity: number, days: number, now: Date): Refundable {
  return { quantity, until: daysAfter(now, days).toISOString() }
}

/** The purchases whose time is not over. */
export function stillRefundable(refunds: readonly Refundable[], now: Date): readonly Refundable[] {
  return refunds.filter(({ until }) => now.getTime() < Date.parse(until))
}

/** What may be given back after `count` seats were: those bought last go first. @throws {Fault} quantityNotDecreasable */
export function giveBack(refunds: readonly Refundable[], count: number, now: Date): Refundable[] {
  const open = stillRefundable(refunds, now)
  const possible = open.reduce((sum, { quantity }) => sum + quantity, 0)
  if (count > possible) throw new Fault('quantityNotDecreasable', { field: 'quantity', possible })

  let left = count
  const kept: Refundable[] = []
  for (const one of open.toReversed()) {
    const taken = Math.min(left, one.quantity)
    left -= taken
    if (one.quantity > taken) kept.unshift({ ...one, quantity: one.quantity - taken })
  }
  return kept
}

/** What may still be given back of a subscription that has only `quantity` seats left. */
export function atMost(refunds: readonly Refundable[], quantity: number): Refundable[] {
  let left = quantity
  return refunds.flatMap((one) => {
    const kept = Math.min(left, one.quantity)
    left -= kept
    return kept > 0 ? [{ ...one, quantity: kept }] : []
  })
}
