import { Conflict, read, Unanswered, type Write } from '../../azure/store.ts'
import { commit, type Opened, open, outcomeOf, type Place } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, Replay } from '../../command/command.ts'
import { putDue } from '../../command/due.ts'
import { guidOf } from '../../command/made-ids.ts'
import { type Held, lostClaim, renew } from '../../command/reservations.ts'
import { answerDays } from '../../command/retention.ts'
import { CustomerRoot, decodeIfAny, encode, keys, SetupInfo } from '../../command/tables.ts'
import type { CreatedCustomer, Customer, NewCustomer } from '../../domain/customers/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId, PartnerId } from '../../domain/ids.ts'
import type { Partnership } from '../../domain/partnerships/partnership.ts'
import { dayMs, minuteMs } from '../../domain/time.ts'
import { findPartnership } from '../partnerships/partnerships.ts'
import { claimDomain, claimRegistrationNumber } from './claims.ts'
import { keptListKeys, listRows } from './customer-writes.ts'
import { newSetupInfo, passwordOf, setupInfoMinutes } from './setup-info.ts'

/** A customer that is to be created, with its domain claimed and what the decision needs. */
export interface OpenNewCustomer extends Opened {
  readonly customerId: CustomerId
  readonly billingProfileId: string
  readonly partnership: Partnership | undefined
  readonly claims: readonly Held[]
}

/**
 * Claims what no other customer may have, and reads what the decision needs, all at once. The customer's id follows from the
 * request id, so that a repeat meets its own earlier attempt.
 * @throws {Fault} domainTaken, registrationNumberTaken; {Conflict}; {Replay} with the password filled in while it may still be shown
 */
export async function openNewCustomer(
  command: Command,
  partition: PartnerId,
  wanted: NewCustomer,
): Promise<OpenNewCustomer> {
  // guidOf gives a GUID, which is all the brand says.
  const customerId = guidOf('customer', partition, command.operation, command.requestId.toLowerCase()) as CustomerId
  const owner = { providerId: partition, ownerId: customerId }
  // Each is waited for, whatever becomes of the others: a claim that comes late would be nobody's.
  const reading = Promise.allSettled([
    claimDomain(command, wanted.domain, owner),
    claimRegistrationNumber(command, wanted, owner),
    wanted.associatedPartnerId && findPartnership(partition, wanted.associatedPartnerId),
    putDue(expiryOf(command), { kind: 'purgeSetupInfo', providerId: partition, id: customerId }),
  ])
  const place = { partition, id: customerId }
  const { found, ...opening } = await open(command, place, reading, {
    complete: (replay) => withPassword(replay, command, place),
  })
  const [domain, number, partnership] = found
  const claimed = [outcomeOf(domain), outcomeOf(number)]
  return {
    ...opening,
    ...{ root: undefined, version: 0, customerId, billingProfileId: guidOf('billing profile', customerId) },
    partnership: outcomeOf(partnership) || undefined,
    claims: claimed.filter((held) => held !== undefined),
  }
}

type ToAnswer = (customer: Customer, password: string | undefined) => Answer

/**
 * Commits a new customer and gives the answer with the password, which is kept without: only the salt makes it, and only for a
 * while.
 * @throws {Conflict}; {Fault} domainTaken, registrationNumberTaken when another claimant took the name while this one was slow;
 * {Replay}
 */
export async function commitNewCustomer(
  open: OpenNewCustomer,
  { customer, event }: CreatedCustomer,
  toAnswer: ToAnswer,
): Promise<Answer> {
  const { command, claims, place } = open
  const { partition, id } = place
  const setup = newSetupInfo(command)
  const setupRow = encode(SetupInfo, partition, keys.setupInfo(id), setup)
  const root = { kind: 'live' as const, version: 1, requestHash: command.bodyHash, customer, ...keptListKeys(customer) }
  const writes: Write[] = [
    ...listRows(partition, customer).map((row) => ({ kind: 'insert' as const, row })),
    { kind: 'upsert', row: setupRow },
  ]
  const rootRow = encode(CustomerRoot, partition, keys.customer(id), root)
  const change = { root: rootRow, writes, event, customer: { id, name: customer.companyName } }
  await Promise.all(claims.filter(({ isFresh }) => !isFresh).map(renew))
  try {
    await commit(open, change, toAnswer(customer, undefined))
  } catch (error) {
    // What went unanswered is looked at by the next attempt.
    if (error instanceof Conflict && !(error instanceof Unanswered)) await explainConflict(open, toAnswer)
    throw error
  }
  return toAnswer(customer, passwordOf(setup, command))
}

async function withPassword(replay: Replay, command: Command, { partition, id }: Place): Promise<Replay> {
  const { body } = replay.answer
  // Not beside the answer: read a moment too early, it would be missing.
  const setup = decodeIfAny(SetupInfo, await read('providers', partition, keys.setupInfo(id)))
  const password = passwordOf(setup, command)
  if (!password || typeof body !== 'object' || body === null || !('userCredentials' in body)) return replay
  const { userCredentials } = body
  if (typeof userCredentials !== 'object' || userCredentials === null) return replay
  return new Replay({ ...replay.answer, body: { ...body, userCredentials: { ...userCredentials, password } } })
}

/**
 * @throws {Fault} domainTaken, registrationNumberTaken when another claimant took the name while this one was slow; {Replay} when the customer is there and only the kept answer has expired
 */
async function explainConflict(
  { command, place, earlierAnswer, claims }: OpenNewCustomer,
  toAnswer: ToAnswer,
): Promise<void> {
  const root = decodeIfAny(CustomerRoot, await read('providers', place.partition, keys.customer(place.id)))
  if (root?.kind === 'void') throw new Fault((await lostClaim(claims))?.takenFault ?? 'domainTaken')
  if (root?.kind !== 'live') return
  const hasExpired = command.now.getTime() - Date.parse(root.customer.createdAt) > answerDays * dayMs
  if (earlierAnswer || hasExpired) throw new Replay(toAnswer(root.customer, undefined))
}

const expiryOf = ({ now }: Command): Date => new Date(now.getTime() + setupInfoMinutes * minuteMs)
