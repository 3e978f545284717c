import { type Receipt, takeBack } from '../../azure/queues.ts'
import { endOf, range, read, type StoredRow } from '../../azure/store.ts'
import { type Answer, noContent } from '../../command/answer.ts'
import { type Command, commit, guard, guidOf, readAnswer, replayIfAnswered } from '../../command/command.ts'
import { afterAnswer } from '../../command/outbox.ts'
import { accountOf } from '../../command/partner-accounts.ts'
import { decodeIfAny, encode, keys, PartnershipRow, SandboxRoot } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import { PartnerId, RequestId } from '../../domain/ids.ts'
import type { Caller, PartnerAccount } from '../../domain/partner.ts'
import type { Partnership } from '../../domain/partnership.ts'
import {
  checkRoom,
  type DecidedSandbox,
  enrolmentOf,
  joinReseller,
  type NewSandboxReseller,
  removeReseller,
} from '../../domain/sandbox.ts'
import { replayed } from '../../http/endpoint.ts'
import { enrol } from '../partners/enrolment.ts'
import { partnershipWrites } from './partnership-rows.ts'

// A provider has one sandbox: its resellers are counted in one row, so that the limit holds whoever is faster.
const aggregate = 'sandbox'

interface OpenSandbox {
  readonly root: StoredRow | undefined
  readonly version: number
  readonly resellers: readonly PartnerId[]
  readonly row: StoredRow | undefined
  readonly partnership: Partnership | undefined
  readonly earlierAnswer: StoredRow | undefined
  readonly guard: Receipt
}

async function openSandbox(command: Command, providerId: PartnerId, resellerId: PartnerId): Promise<OpenSandbox> {
  const [root, row, earlierAnswer, receipt] = await Promise.all([
    read('providers', providerId, keys.sandbox()),
    read('providers', providerId, keys.partnership(resellerId)),
    readAnswer(command, providerId, aggregate),
    guard(providerId, aggregate),
  ])
  replayIfAnswered(command, earlierAnswer)
  const found = decodeIfAny(SandboxRoot, root)
  const joined = decodeIfAny(PartnershipRow, row)
  return {
    ...{ root, row, earlierAnswer, guard: receipt },
    version: found?.version ?? 0,
    resellers: found?.resellers ?? [],
    partnership: joined?.partnership,
  }
}

/**
 * Makes an indirect reseller to try things out with, enrolled and joined to the caller. Its id follows from its MPN id: made
 * again after it was deleted, it is the same.
 * @throws {Fault} sandboxResellersTooMany, sandboxResellerTaken, invalidInput; {Conflict}; {Replay}
 */
export async function createSandboxReseller(
  command: Command,
  caller: Caller,
  wanted: NewSandboxReseller,
  toAnswer: (account: PartnerAccount, partnership: Partnership) => Answer,
): Promise<Answer> {
  const providerId = caller.partnerId
  const resellerId = PartnerId.parse(guidOf('sandbox reseller', providerId, wanted.mpnId))
  const open = await openSandbox(command, providerId, resellerId)
  checkRoom(open.resellers, resellerId)
  const account = await enrolledAccount(command, caller, resellerId, wanted)
  const ids = { providerId, requestId: RequestId.parse(guidOf('sandbox join', resellerId, String(open.version))) }
  const joined = joinReseller({ resellers: open.resellers, earlier: open.partnership }, account, ids, command.now)
  return commitSandbox(command, open, joined, toAnswer(account, joined.partnership))
}

/** Deletes a sandbox reseller without customers; that it is not there is as well. @throws {Fault} sandboxResellerHasCustomers; {Conflict}; {Replay} */
export async function deleteSandboxReseller(command: Command, caller: Caller, resellerId: PartnerId): Promise<Answer> {
  const from = keys.customersOfReseller(resellerId)
  const [open, customers] = await Promise.all([
    openSandbox(command, caller.partnerId, resellerId),
    range('providers', caller.partnerId, { from, to: endOf(from) }),
  ])
  if (!open.partnership || !open.resellers.includes(resellerId)) {
    afterAnswer(takeBack(open.guard))
    return noContent()
  }
  return commitSandbox(command, open, removeReseller(open.resellers, open.partnership, customers.length), noContent())
}

/** The account of the reseller, enrolled now or by an earlier attempt. @throws {Fault} sandboxResellerTaken */
async function enrolledAccount(
  command: Command,
  caller: Caller,
  resellerId: PartnerId,
  wanted: NewSandboxReseller,
): Promise<PartnerAccount> {
  const reseller: Caller = { ...caller, partnerId: resellerId, roles: ['GlobalAdmin'], account: undefined }
  const enrolling = { ...command, operation: `${command.operation} enrol` }
  try {
    await replayed(enrol(enrolling, reseller, enrolmentOf(wanted), noContent))
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.fault === 'mpnIdTaken') throw new Fault('sandboxResellerTaken', { field: 'mpnId' })
    if (error.fault !== 'partnerAlreadyEnrolled') throw error
  }
  const account = await accountOf(resellerId)
  if (!account) throw new Fault('sandboxResellerTaken', { field: 'mpnId' })
  return account
}

async function commitSandbox(
  command: Command,
  open: OpenSandbox,
  { resellers, partnership, event }: DecidedSandbox,
  answer: Answer,
): Promise<Answer> {
  const { providerId, resellerId } = partnership
  const root = encode(SandboxRoot, providerId, keys.sandbox(), {
    version: open.version + 1,
    resellers: [...resellers],
  })
  await commit(command, {
    partition: providerId,
    id: aggregate,
    version: open.version,
    writes: [
      open.root ? { kind: 'replace', row: root, etag: open.root.etag } : { kind: 'insert', row: root },
      ...partnershipWrites(open.row, partnership),
    ],
    event,
    effects: [{ kind: 'resellerView', resellerId }],
    guard: open.guard,
    answer,
    earlierAnswer: open.earlierAnswer,
  })
  return answer
}
