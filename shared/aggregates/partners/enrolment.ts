import { settings } from '../../azure/settings.ts'
import { read } from '../../azure/store.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, commit, readAnswer, replayIfAnswered } from '../../command/command.ts'
import { keepAccount } from '../../command/partner-accounts.ts'
import { type Arbiter, findOwner, release, renew, reserve } from '../../command/reservations.ts'
import { AccountRoot, decode, decodeIfAny, encode, keys, uniqueKeys } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import type { MpnId } from '../../domain/ids.ts'
import { type Caller, type Enrolment, enrollPartner, type PartnerAccount } from '../../domain/partner.ts'

/** A live account counts as the owner only while it has the very MPN id. */
const mpnIds: Arbiter = {
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

/**
 * Enrols the caller's organization as an indirect reseller.
 * @throws {Fault} partnerAlreadyEnrolled, mpnIdTaken and those of enrollPartner; {Conflict}; {Replay}
 */
export async function enrol(
  command: Command,
  caller: Caller,
  enrolment: Enrolment,
  toAnswer: (account: PartnerAccount) => Answer,
): Promise<Answer> {
  const id = caller.partnerId
  const account = enrollPartner(enrolment, caller, command.now)
  if (settings.accounts.has(id)) throw new Fault('partnerAlreadyEnrolled')
  if ([...settings.accounts.values()].some(({ mpnId }) => mpnId === enrolment.mpnId))
    throw new Fault('mpnIdTaken', { field: 'mpnId' })

  const [held, row, earlierAnswer] = await Promise.all([
    reserve(uniqueKeys.mpnId(enrolment.mpnId), { providerId: id, ownerId: id }, mpnIds, command.now),
    read('providers', id, keys.account(id)),
    readAnswer(command, id, id),
  ])
  const found = decodeIfAny(AccountRoot, row)
  const existing = found?.kind === 'live' ? found.account : undefined
  try {
    replayIfAnswered(command, earlierAnswer)
    if (existing) throw new Fault('partnerAlreadyEnrolled')
  } catch (error) {
    if (existing?.mpnId !== enrolment.mpnId) await release(held)
    throw error
  }
  // Unlike a customer's, this root may replace the fence of a contender.
  if (found || !held.isFresh) await renew(held)

  const answer = toAnswer(account)
  const rootRow = encode(AccountRoot, id, keys.account(id), { kind: 'live', version: 1, account })
  await commit(command, {
    partition: id,
    id,
    version: 0,
    writes: [row ? { kind: 'replace', row: rootRow, etag: row.etag } : { kind: 'insert', row: rootRow }],
    event: { operation: 'enroll_partner', resource: 'partner_account', resourceId: id, after: account },
    answer,
    earlierAnswer,
  })
  keepAccount(account)
  return answer
}
