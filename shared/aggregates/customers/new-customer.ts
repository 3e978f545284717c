import { Conflict, read, type StoredRow } from '../../azure/store.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, guidOf, Replay, readAnswer, replayIfAnswered } from '../../command/command.ts'
import { putDue } from '../../command/due.ts'
import { type Arbiter, findOwner, release, renew, reserve } from '../../command/reservations.ts'
import { answerDays } from '../../command/retention.ts'
import {
  CustomerRoot,
  decode,
  decodeIfAny,
  encode,
  keys,
  PartnershipRow,
  SetupInfo,
  uniqueKeys,
} from '../../command/tables.ts'
import type { CreatedCustomer, Customer } from '../../domain/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId, PartnerId } from '../../domain/ids.ts'
import type { Partnership } from '../../domain/partnership.ts'
import { commitNewCustomer } from './customers.ts'
import { newSetupInfo, passwordOf, setupInfoMinutes } from './setup-info.ts'

export interface Found {
  readonly customerId: CustomerId
  readonly billingProfileId: string
  readonly partnership: Partnership | undefined
}

type ToAnswer = (
  customer: Customer,
  password: string | undefined,
) => { readonly status: number; readonly body: unknown }

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

/**
 * Creates a customer: claims its domain and reads what the decision needs at once, decides, and commits. The id follows from
 * the request id, so that a repeat meets its own earlier attempt; the claim is let go when the decision is a refusal.
 * @throws {Fault} domainTaken and what `decide` throws; {Conflict}; {Replay}
 */
export async function onboardCustomer(
  command: Command,
  partition: PartnerId,
  wanted: { readonly domain: string; readonly associatedPartnerId?: PartnerId | undefined },
  decide: (found: Found) => CreatedCustomer,
  toAnswer: ToAnswer,
): Promise<Answer> {
  // guidOf gives a GUID, which is all the brand says.
  const customerId = guidOf('customer', partition, command.operation, command.requestId.toLowerCase()) as CustomerId
  const owner = { providerId: partition, ownerId: customerId }
  const [held, earlier, partnership] = await Promise.allSettled([
    reserve(uniqueKeys.domain(wanted.domain), owner, domains, command.now),
    readEarlier(command, partition, customerId),
    wanted.associatedPartnerId ? read('providers', partition, keys.partnership(wanted.associatedPartnerId)) : undefined,
    putDue(expiryOf(command), { kind: 'purgeSetupInfo', providerId: partition, id: customerId }),
  ])
  try {
    const earlierAnswer = outcomeOf(earlier)
    const claim = outcomeOf(held)
    const found = {
      customerId,
      billingProfileId: guidOf('billing profile', customerId),
      partnership: decodeIfAny(PartnershipRow, outcomeOf(partnership))?.partnership,
    }
    const decided = decide(found)
    if (!claim.isFresh) await renew(claim)
    return await commitDecided(command, partition, decided, { earlierAnswer, toAnswer })
  } catch (error) {
    if ((error instanceof Fault || error instanceof Replay) && held.status === 'fulfilled') await release(held.value)
    throw error
  }
}

async function commitDecided(
  command: Command,
  partition: PartnerId,
  decided: CreatedCustomer,
  { earlierAnswer, toAnswer }: { readonly earlierAnswer: StoredRow | undefined; readonly toAnswer: ToAnswer },
): Promise<Answer> {
  const { customer } = decided
  const setup = newSetupInfo(command)
  const setupRow = encode(SetupInfo, partition, keys.setupInfo(customer.customerId), setup)
  try {
    await commitNewCustomer(command, partition, decided, {
      // Kept without the password: only the salt makes it, and only for a while.
      answer: toAnswer(customer, undefined),
      writes: [{ kind: 'upsert', row: setupRow }],
      earlierAnswer,
    })
  } catch (error) {
    if (error instanceof Conflict)
      await explainConflict(command, customer.customerId, { partition, earlierAnswer, toAnswer })
    throw error
  }
  return toAnswer(customer, passwordOf(setup, command))
}

/** @throws {Replay} with the password filled in while it may still be shown */
async function readEarlier(command: Command, partition: string, customerId: string): Promise<StoredRow | undefined> {
  const answer = await readAnswer(command, partition, customerId)
  try {
    replayIfAnswered(command, answer)
  } catch (error) {
    if (!(error instanceof Replay)) throw error
    // Not beside the answer: read a moment too early, it would be missing.
    const setup = await read('providers', partition, keys.setupInfo(customerId))
    throw withPassword(error, passwordOf(decodeIfAny(SetupInfo, setup), command))
  }
  return answer
}

function withPassword(replay: Replay, password: string | undefined): Replay {
  const { body } = replay.answer
  if (!password || typeof body !== 'object' || body === null || !('userCredentials' in body)) return replay
  const { userCredentials } = body
  if (typeof userCredentials !== 'object' || userCredentials === null) return replay
  return new Replay({ ...replay.answer, body: { ...body, userCredentials: { ...userCredentials, password } } })
}

/**
 * @throws {Fault} domainTaken when another claimant took the domain while this one was slow;
 * {Replay} when the customer is there and only the kept answer has run out
 */
async function explainConflict(
  { now }: Command,
  customerId: string,
  { partition, earlierAnswer, toAnswer }: Attempt,
): Promise<void> {
  const root = decodeIfAny(CustomerRoot, await read('providers', partition, keys.customer(customerId)))
  if (root?.kind === 'void') throw new Fault('domainTaken')
  if (root?.kind !== 'live') return
  const hasRunOut = now.getTime() - Date.parse(root.customer.createdAt) > answerDays * 86_400_000
  if (earlierAnswer || hasRunOut) throw new Replay(toAnswer(root.customer, undefined))
}

interface Attempt {
  readonly partition: string
  /** Of an earlier attempt, where it has run out and is still there. */
  readonly earlierAnswer: StoredRow | undefined
  readonly toAnswer: ToAnswer
}

function outcomeOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

const expiryOf = ({ now }: Command): Date => new Date(now.getTime() + setupInfoMinutes * 60_000)
