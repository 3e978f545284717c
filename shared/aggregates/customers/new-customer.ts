import { Conflict, read, Unanswered, type Write } from '../../azure/store.ts'
import { commit, type Opened, open, outcomeOf, type Place } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, Replay } from '../../command/command.ts'
import { putDue } from '../../command/due.ts'
import { guidOf } from '../../command/made-ids.ts'
import { type Arbiter, findOwner, type Held, release, renew, reserve } from '../../command/reservations.ts'
import { answerDays } from '../../command/retention.ts'
import { CustomerRoot, decode, decodeIfAny, encode, keys, SetupInfo, uniqueKeys } from '../../command/tables.ts'
import type { CreatedCustomer, Customer } from '../../domain/customers/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId, PartnerId } from '../../domain/ids.ts'
import type { Partnership } from '../../domain/partnerships/partnership.ts'
import { dayMs, minuteMs } from '../../domain/time.ts'
import { findPartnership } from '../partnerships/partnerships.ts'
import { keptListKeys, listRows } from './customer-writes.ts'
import { newSetupInfo, passwordOf, setupInfoMinutes } from './setup-info.ts'

/** A live root counts as the owner only while it still has the domain. */
export const domains: Arbiter = {
  takenFault: 'domainTaken',
  rootOf: ({ providerId, ownerId }) => ({ partition: providerId, key: keys.customer(ownerId) }),
  isLive: (row, key) => {
    const root = decode(CustomerRoot, row)
    return (
      root.kind === 'live' &&
      root.customer.relationship === 'reseller' &&
      uniqueKeys.domain(root.customer.domain) === key
    )
  },
  isVoid: (row) => decode(CustomerRoot, row).kind === 'void',
  fence: { kind: 'void', version: 0 },
}

/** Whether a customer has the domain. One that is being created right now does not have it yet. */
export async function isDomainTaken(domain: string): Promise<boolean> {
  return (await findOwner(uniqueKeys.domain(domain), domains)) !== undefined
}

/** A customer that is to be created, with its domain claimed and what the decision needs. */
export interface OpenNewCustomer extends Opened {
  readonly customerId: CustomerId
  readonly billingProfileId: string
  readonly partnership: Partnership | undefined
  readonly claim: Held
}

/**
 * Claims the domain of a new customer, and reads what the decision needs, all at once. The customer's id follows from the
 * request id, so that a repeat meets its own earlier attempt.
 * @throws {Fault} domainTaken; {Conflict}; {Replay} with the password filled in while it may still be shown
 */
export async function openNewCustomer(
  command: Command,
  partition: PartnerId,
  wanted: { readonly domain: string; readonly associatedPartnerId?: PartnerId | undefined },
): Promise<OpenNewCustomer> {
  // guidOf gives a GUID, which is all the brand says.
  const customerId = guidOf('customer', partition, command.operation, command.requestId.toLowerCase()) as CustomerId
  // Each is waited for, whatever becomes of the others: a claim that comes late would be nobody's.
  const reading = Promise.allSettled([
    claimDomain(command, wanted.domain, { providerId: partition, ownerId: customerId }),
    wanted.associatedPartnerId && findPartnership(partition, wanted.associatedPartnerId),
    putDue(expiryOf(command), { kind: 'purgeSetupInfo', providerId: partition, id: customerId }),
  ])
  const place = { partition, id: customerId }
  const { found, ...opening } = await open(command, place, reading, {
    complete: (replay) => withPassword(replay, command, place),
  })
  const [claim, partnership] = found
  return {
    ...opening,
    ...{ root: undefined, version: 0, customerId, billingProfileId: guidOf('billing profile', customerId) },
    partnership: outcomeOf(partnership) || undefined,
    claim: outcomeOf(claim),
  }
}

async function claimDomain(
  command: Command,
  domain: string,
  owner: { readonly providerId: PartnerId; readonly ownerId: CustomerId },
): Promise<Held> {
  const held = await reserve(uniqueKeys.domain(domain), owner, domains, command.now)
  command.ifRefused(() => release(held))
  return held
}

type ToAnswer = (customer: Customer, password: string | undefined) => Answer

/**
 * Commits a new customer and gives the answer with the password, which is kept without: only the salt makes it, and only for a
 * while.
 * @throws {Conflict}; {Fault} domainTaken when another claimant took the domain while this one was slow; {Replay}
 */
export async function commitNewCustomer(
  open: OpenNewCustomer,
  { customer, event }: CreatedCustomer,
  toAnswer: ToAnswer,
): Promise<Answer> {
  const { command, claim, place } = open
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
  if (!claim.isFresh) await renew(claim)
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
 * @throws {Fault} domainTaken when another claimant took the domain while this one was slow;
 * {Replay} when the customer is there and only the kept answer has expired
 */
async function explainConflict({ command, place, earlierAnswer }: OpenNewCustomer, toAnswer: ToAnswer): Promise<void> {
  const root = decodeIfAny(CustomerRoot, await read('providers', place.partition, keys.customer(place.id)))
  if (root?.kind === 'void') throw new Fault('domainTaken')
  if (root?.kind !== 'live') return
  const hasExpired = command.now.getTime() - Date.parse(root.customer.createdAt) > answerDays * dayMs
  if (earlierAnswer || hasExpired) throw new Replay(toAnswer(root.customer, undefined))
}

const expiryOf = ({ now }: Command): Date => new Date(now.getTime() + setupInfoMinutes * minuteMs)
