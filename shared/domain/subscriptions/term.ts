import { type BillingCycle, monthsAfter, monthsOf, type Offer, type Term, termEnd } from '../catalog/offer.ts'
import { Fault } from '../fault.ts'
import { cycleOf } from '../orders/order-line.ts'

/** How a line is committed to and billed. Licence offers have one term each; of newer commerce's one is chosen. */
export interface ChosenTerm {
  readonly billingCycle: BillingCycle
  readonly term?: Term
}

interface AskedTerm {
  readonly billingCycle?: BillingCycle | undefined
  readonly termDuration?: string | undefined
}

/** @throws {Fault} billingCycleNotSupported, termNotSupported */
export function chooseTerm(offer: Offer, asked: AskedTerm, field: string): ChosenTerm {
  const terms = offer.item?.terms ?? []
  if (terms.length === 0) return { billingCycle: cycleOf(offer, asked.billingCycle, field) }
  const term = termAsked(terms, asked)
  if (!term) return refuseTerm(asked, terms, `${field}.termDuration`)
  return { billingCycle: term.billingCycle, term }
}

/** Refuses a term that is not offered: for its billing cycle where there is one of its duration. @throws {Fault} always */
export function refuseTerm(asked: AskedTerm, terms: readonly Term[], field: string): never {
  const ofDuration = terms.filter(({ duration }) => duration === (asked.termDuration ?? duration))
  if (ofDuration.length > 0 && asked.billingCycle !== undefined)
    throw new Fault('billingCycleNotSupported', {
      field,
      billingCycle: asked.billingCycle,
      supported: [...new Set(ofDuration.map(({ billingCycle }) => billingCycle))].join(', '),
    })
  throw new Fault('termNotSupported', {
    field,
    asked: [asked.termDuration, asked.billingCycle].filter(Boolean).join(' '),
    supported: terms.map(({ duration, billingCycle }) => `${duration} ${billingCycle}`).join(', '),
  })
}

/** The term asked for, or the first one where only one half, or nothing, is said. */
export function termAsked(terms: readonly Term[], { billingCycle, termDuration }: AskedTerm): Term | undefined {
  return terms.find(
    (term) =>
      (termDuration === undefined || term.duration === termDuration) &&
      (billingCycle === undefined || billingCycle === 'unknown' || term.billingCycle === billingCycle),
  )
}

/** When a commitment that starts at `start` ends. */
export function endOfTerm(offer: Offer, { term }: ChosenTerm, start: Date): Date {
  return term ? monthsAfter(start, monthsOf(term.duration)) : termEnd(offer, start)
}
