import { Fault } from '../domain/fault.ts'
import { type Caller, type Enrolment, enrollPartner, type PartnerAccount } from '../domain/partner.ts'
import type { Answer } from './answer.ts'
import { type Command, commit, Replay, readAnswer, replayIfAnswered } from './command.ts'
import { keepAccount } from './partner-accounts.ts'
import { type Arbiter, release, reserve } from './reservations.ts'
import { settings } from './settings.ts'
import { read } from './store.ts'
import { AccountRoot, decode, decodeIfAny, encode, keys, uniqueKeys } from './tables.ts'

/** A live account counts as the owner only while it has the very MPN id. */
const mpnIds: Arbiter = {
  takenFault: 'mpnIdTaken',
  rootOf: ({ ownerId }) => ({ partition: ownerId, key: keys.account(ownerId) }),
  isLive: (row) => decode(AccountRoot, row).kind === 'live',
  isVoid: (row) => decode(AccountRoot, row).kind === 'void',
  fence: { kind: 'void', version: 0 },
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
  const existing = decodeIfAny(AccountRoot, row)
  try {
    replayIfAnswered(command, earlierAnswer)
    if (existing?.kind === 'live') throw new Fault('partnerAlreadyEnrolled')
  } catch (error) {
    const keepsName = existing?.kind === 'live' && existing.account.mpnId === enrolment.mpnId
    if ((error instanceof Fault || error instanceof Replay) && !keepsName) await release(held, id)
    throw error
  }
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
