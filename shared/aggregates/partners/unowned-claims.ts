import { handleDue } from '../../command/due.ts'
import { type Arbiter, releaseUnowned } from '../../command/reservations.ts'
import { uniqueKeys } from '../../command/tables.ts'
import { domains, registrationNumbers } from '../customers/claims.ts'
import { mpnIds } from './enrolment.ts'

const arbiters: readonly (readonly [string, Arbiter])[] = [
  [uniqueKeys.domain(''), domains],
  [uniqueKeys.registrationNumber(''), registrationNumbers],
  [uniqueKeys.mpnId(''), mpnIds],
]

/** Looks once more at what was claimed a day ago, and lets go what nobody has come to own. @returns how many were looked at */
export function releaseUnownedClaims(now: Date): Promise<number> {
  return handleDue('releaseClaim', now, async ({ id: key }) => {
    const [, arbiter] = arbiters.find(([prefix]) => key.startsWith(prefix)) ?? []
    if (arbiter) await releaseUnowned(key, arbiter, now)
  })
}
