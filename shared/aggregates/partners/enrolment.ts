import { settings } from '../../azure/settings.ts'
import { read, type StoredRow } from '../../azure/store.ts'
import { commit, type Opened, open } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { keepAccount } from '../../command/partner-accounts.ts'
import { type Arbiter, findOwner, type Held, release, renew, reserve } from '../../command/reservations.ts'
import { AccountRoot, decode, decodeIfAny, encode, keys, uniqueKeys } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import type { MpnId, PartnerId } from '../../domain/ids.ts'
import type { DecidedEnrolment, PartnerAccount } from '../../domain/partnerships/partner.ts'

/** A live account counts as the owner only while it has the very MPN id. */
export const mpnIds: Arbiter = {
  takenFault: 'mpnIdTaken',
  rootOf: ({ ownerId }) => ({ partition: ownerId, key: keys.account(ownerId) }),
  isLive: (row, key) => {
    const root = decode(AccountRoot, row)
    return root.kind === 'live' && uniqueKeys.mpnId(root.account.mpnId) === key
  },
  isVoid: (row) => decode(AccountRoot, row).kind === 'void',
  fence: { kind: 'void', version: 0 },
}

/** The partner that an MPN id belongs to: one of the operator's own, or one that has enrolled. */
export async function accountWithMpnId(mpnId: MpnId): Promise<PartnerAccount | undefined> {
  const own = [...settings.accounts.values()].find((account) => account.mpnId === mpnId)
  if (own) return own
  const root = decodeIfAny(AccountRoot, await findOwner(uniqueKeys.mpnId(mpnId), mpnIds))
  return root?.kind === 'live' ? root.account : undefined
}

/** The account of a partner that is about to enrol, with its MPN id claimed. */
export interface OpenEnrolment extends Opened {
  readonly claim: Held
}

/** @throws {Fault} partnerAlreadyEnrolled, mpnIdTaken; {Conflict}; {Replay} */
export async function openEnrolment(command: Command, partnerId: PartnerId, mpnId: MpnId): Promise<OpenEnrolment> {
  if (settings.accounts.has(partnerId)) throw new Fault('partnerAlreadyEnrolled')
  if ([...settings.accounts.values()].some((account) => account.mpnId === mpnId))
    throw new Fault('mpnIdTaken', { field: 'mpnId' })

  const place = { partition: partnerId, id: partnerId }
  const { found, ...opening } = await open(command, place, claim(command, partnerId, mpnId))
  if (found.account) throw new Fault('partnerAlreadyEnrolled')
  return { ...opening, root: found.row, version: 0, claim: found.held }
}

async function claim(command: Command, partnerId: PartnerId, mpnId: MpnId) {
  const [held, row] = await Promise.all([
    reserve(uniqueKeys.mpnId(mpnId), { providerId: partnerId, ownerId: partnerId }, mpnIds, command.now),
    read('providers', partnerId, keys.account(partnerId)),
  ])
  const account = accountIn(row)
  // The id stays with the account that has it, however often that one asks again.
  if (account?.mpnId !== mpnId) command.ifRefused(() => release(held))
  return { held, row, account }
}

function accountIn(row: StoredRow | undefined): PartnerAccount | undefined {
  const root = decodeIfAny(AccountRoot, row)
  return root?.kind === 'live' ? root.account : undefined
}

/** Commits an enrolment and gives the answer. @throws {Conflict} */
export async function commitEnrolment(
  open: OpenEnrolment,
  { account, event }: DecidedEnrolment,
  answer: Answer,
): Promise<Answer> {
  const { claim, root: fence } = open
  const { partnerId } = account
  // Unlike a customer's, this root may replace the fence of a contender.
  if (fence || !claim.isFresh) await renew(claim)
  const root = encode(AccountRoot, partnerId, keys.account(partnerId), { kind: 'live', version: 1, account })
  await commit(open, { root, event }, answer)
  keepAccount(account)
  return answer
}
