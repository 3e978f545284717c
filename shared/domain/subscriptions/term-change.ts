import { type BillingCycle, monthsOf, type Offer, type Term } from '../catalog/offer.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { Subscription } from './subscription.ts'
import { endOfTerm, refuseTerm } from './term.ts'

interface AskedTerm {
  readonly billingCycle?: BillingCycle | undefined
  readonly termDuration?: string | undefined
}

/**
 * The term that a change of a subscription asks for; undefined where that is the one it has. Newer commerce goes over to a longer
 * term, or another cycle, at once; the cycle of licence offers is that of their order.
 * @throws {Fault} billingCycleNotChangeable, trialTermFixed, termNotShortened, termNotSupported, billingCycleNotSupported, invalidInput
 */
export function changedTerm(before: Subscription, wanted: AskedTerm, offer: Offer | undefined): Term | undefined {
  const { billingCycle, newCommerce, isTrial } = before
  const { termDuration } = newCommerce ?? {}
  const asked = { termDuration: wanted.termDuration ?? termDuration, billingCycle: saidCycle(wanted) ?? billingCycle }
  if (isInTerm(before, wanted)) return undefined
  const field = asked.termDuration === termDuration ? 'billingCycle' : 'termDuration'
  if (termDuration === undefined) return refuseWithoutTerm(field, billingCycle)
  if (isTrial) throw new Fault('trialTermFixed', { field })
  checkNotShorter(termDuration, wanted.termDuration)
  return termOffered(asked, saidCycle(wanted) !== undefined, offer?.item?.terms ?? [], field)
}

/** Whether a subscription is in the term already that a change asks for, or the change asks for none. */
export function isInTerm({ billingCycle, newCommerce }: Subscription, wanted: AskedTerm): boolean {
  const { termDuration = newCommerce?.termDuration } = wanted
  return termDuration === newCommerce?.termDuration && (saidCycle(wanted) ?? billingCycle) === billingCycle
}

function checkNotShorter(from: string, to = from): void {
  if (monthsOf(to) < monthsOf(from)) throw new Fault('termNotShortened', { field: 'termDuration', from, to })
}

function refuseWithoutTerm(field: 'billingCycle' | 'termDuration', billingCycle: BillingCycle): never {
  if (field === 'billingCycle') throw new Fault('billingCycleNotChangeable', { field, billingCycle })
  return refuseInput(field, 'notChangeable')
}

// Unknown and none are what SDKs send for "not given".
function saidCycle({ billingCycle }: AskedTerm): BillingCycle | undefined {
  return billingCycle === 'unknown' || billingCycle === 'none' ? undefined : billingCycle
}

/** A cycle that nobody has said stays where the longer term has it, and is the term's first where not. */
function termOffered(asked: AskedTerm, isCycleSaid: boolean, terms: readonly Term[], field: string): Term {
  const ofDuration = terms.filter(({ duration }) => duration === asked.termDuration)
  const same = ofDuration.find(({ billingCycle }) => billingCycle === asked.billingCycle)
  const found = same ?? (isCycleSaid ? undefined : ofDuration[0])
  return found ?? refuseTerm(asked, terms, field)
}

/** A subscription in another term. A longer one starts today; the cycle alone leaves the end where it is. */
export function withTerm(before: Subscription, offer: Offer, term: Term, now: Date): Subscription {
  const { newCommerce } = before
  if (!newCommerce) return before
  const start = new Date(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
  const { duration, billingCycle, refundDays } = term
  return {
    ...before,
    billingCycle,
    ...(duration !== newCommerce.termDuration && {
      effectiveStartDate: start.toISOString(),
      commitmentEndDate: endOfTerm(offer, { term, billingCycle }, start).toISOString(),
    }),
    newCommerce: { ...newCommerce, termDuration: duration, refundDays },
  }
}
