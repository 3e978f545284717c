import type * as z from 'zod'
import { endOf, keysIn, read, type StoredRow } from '../../azure/store.ts'
import { commit, leave, type Opened, open } from '../../command/aggregate.ts'
import { type Answer, noContent } from '../../command/answer.ts'
import { answered, type Command } from '../../command/command.ts'
import { guidOf } from '../../command/made-ids.ts'
import { accountOf } from '../../command/partner-accounts.ts'
import { decodeIfAny, encode, keys, PartnershipRow, SandboxRoot } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import { InvitationId, PartnerId } from '../../domain/ids.ts'
import { type Caller, type Enrolment, enrollPartner, type PartnerAccount } from '../../domain/partnerships/partner.ts'
import type { Partnership } from '../../domain/partnerships/partnership.ts'
import type { DecidedSandbox } from '../../domain/partnerships/sandbox.ts'
import { commitEnrolment, openEnrolment } from '../partners/enrolment.ts'
import { partnershipWrites } from './partnerships.ts'

// A provider has one sandbox: its resellers are counted in one row, so that the limit holds whoever is faster.
const aggregate = 'sandbox'

/** The sandbox of a provider, open for a command on one of its resellers. */
export interface OpenSandbox extends Opened {
  readonly known: z.infer<typeof SandboxRoot> | undefined
  readonly resellers: readonly PartnerId[]
  readonly resellerId: PartnerId
  /** What the reseller's partnership would be made by. */
  readonly ids: { readonly providerId: PartnerId; readonly requestId: InvitationId }
  readonly partnership: Partnership | undefined
  readonly partnershipRow: StoredRow | undefined
}

/** The id of a sandbox reseller follows from its MPN id: made again after it was deleted, it is the same. */
export function sandboxResellerId(providerId: PartnerId, mpnId: string): PartnerId {
  return PartnerId.parse(guidOf('sandbox reseller', providerId, mpnId))
}

/** @throws {Replay} when this command was answered before */
export async function openSandbox(
  command: Command,
  { partnerId: providerId }: Caller,
  resellerId: PartnerId,
): Promise<OpenSandbox> {
  const reading = Promise.all([
    read('providers', providerId, keys.sandbox()),
    read('providers', providerId, keys.partnership(resellerId)),
  ])
  const { found, ...opening } = await open(command, { partition: providerId, id: aggregate }, reading, {
    owed: ['always'],
  })
  const [root, partnershipRow] = found
  const known = decodeIfAny(SandboxRoot, root)
  const { version = 0, resellers = [] } = known ?? {}
  const ids = { providerId, requestId: InvitationId.parse(guidOf('sandbox join', resellerId, String(version))) }
  const partnership = decodeIfAny(PartnershipRow, partnershipRow)?.partnership
  return { ...opening, root, known, version, resellers, resellerId, ids, partnership, partnershipRow }
}

/** As openSandbox, with the number of the reseller's customers. */
export async function openSandboxToDelete(command: Command, caller: Caller, resellerId: PartnerId) {
  const from = keys.customersOfReseller(resellerId)
  const [sandbox, customers] = await Promise.all([
    openSandbox(command, caller, resellerId),
    keysIn('providers', caller.partnerId, { from, to: endOf(from) }),
  ])
  return { ...sandbox, customers: customers.length }
}

/**
 * Enrols a sandbox reseller like any other, only that its provider does it: a command of its own, which an earlier attempt may
 * have done already.
 * @throws {Fault} sandboxResellerTaken and those of enrollPartner
 */
export async function enrolSandboxReseller(
  { command, resellerId }: OpenSandbox,
  caller: Caller,
  enrolment: Enrolment,
): Promise<PartnerAccount> {
  const reseller: Caller = { ...caller, partnerId: resellerId, roles: ['GlobalAdmin'], account: undefined }
  const asked = { ...command, operation: `${command.operation} enrol` }
  try {
    await answered(asked, async (enrolling) => {
      const enrolled = enrollPartner(enrolment, reseller, command.now)
      const account = await openEnrolment(enrolling, resellerId, enrolment.mpnId)
      return commitEnrolment(account, enrolled, noContent())
    })
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.fault === 'mpnIdTaken') throw new Fault('sandboxResellerTaken', { field: 'mpnId' })
    if (error.fault !== 'partnerAlreadyEnrolled') throw error
  }
  const account = await accountOf(resellerId)
  if (!account) throw new Fault('sandboxResellerTaken', { field: 'mpnId' })
  return account
}

/** Commits what was decided on a sandbox, if anything, and gives the answer. @throws {Conflict} */
export async function commitSandbox(
  open: OpenSandbox,
  decided: DecidedSandbox | undefined,
  answer: Answer,
): Promise<Answer> {
  if (!decided) {
    leave(open)
    return answer
  }
  const { resellers, partnership, event } = decided
  const { providerId, resellerId } = partnership
  const value = { ...open.known, version: open.version + 1, resellers: [...resellers] }
  const change = {
    root: encode(SandboxRoot, providerId, keys.sandbox(), value),
    writes: partnershipWrites(open.partnershipRow, partnership),
    event,
    effects: [{ kind: 'resellerView' as const, resellerId }],
  }
  await commit(open, change, answer)
  return answer
}
