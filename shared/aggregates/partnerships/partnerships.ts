import { endOf, range, read, type StoredRow, type Write } from '../../azure/store.ts'
import { commit, leave, type Opened, open, put } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import {
  decode,
  decodeIfAny,
  type Effect,
  encode,
  keys,
  PartnershipRow,
  resellerViewPartition,
} from '../../command/tables.ts'
import type { Customer } from '../../domain/customers/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { MpnId, PartnerId } from '../../domain/ids.ts'
import { type Partnership, ResellerView } from '../../domain/partnerships/partnership.ts'
import type { RemovedPartnership } from '../../domain/partnerships/partnership-removal.ts'

// Removals have a history of their own; what made the partnership is in the invitation's. A bare id could be a customer's.
const aggregateOf = (resellerId: PartnerId): string => `partnership-${resellerId}`

/** A partnership, in force or removed, open for a command of its provider. */
export interface OpenPartnership extends Opened {
  readonly partnership: Partnership
}

/** Opens the partnership of a provider with a reseller. @throws {Fault} partnershipNotFound; {Replay} */
export async function openPartnership(
  command: Command,
  providerId: PartnerId,
  resellerId: PartnerId,
): Promise<OpenPartnership> {
  const place = { partition: providerId, id: aggregateOf(resellerId) }
  const { found, ...opening } = await open(command, place, readRow(providerId, resellerId), {
    owed: ['always', 'partnership-removed'],
  })
  const { partnership, removals } = known(found, resellerId)
  return { ...opening, root: found, version: removals, partnership }
}

/** Commits a removal, if there is anything to remove, and gives the answer. @throws {Conflict} */
export async function commitRemoval(
  open: OpenPartnership,
  removed: RemovedPartnership | undefined,
  answer: Answer,
): Promise<Answer> {
  if (!removed) {
    leave(open)
    return answer
  }
  const { partnership, event, notices } = removed
  const { row, byMpn, effect } = partnershipRows(open.root, partnership, open.version + 1)
  await commit(open, { root: row, writes: [byMpn], event, notices, effects: [effect] }, answer)
  return answer
}

/** The partnership of a provider with a reseller, in force or removed. @throws {Fault} partnershipNotFound */
export async function readPartnership(providerId: PartnerId, resellerId: PartnerId): Promise<Partnership> {
  return known(await readRow(providerId, resellerId), resellerId).partnership
}

/** As readPartnership, where there may be none. */
export async function findPartnership(providerId: PartnerId, resellerId: PartnerId): Promise<Partnership | undefined> {
  return decodeIfAny(PartnershipRow, await readRow(providerId, resellerId))?.partnership
}

/** All partnerships of a provider that are in force, by reseller. */
export async function partnershipsOf(providerId: PartnerId): Promise<Partnership[]> {
  const prefix = keys.partnership('')
  const rows = await range('providers', providerId, { from: prefix, to: endOf(prefix) })
  return rows.map((row) => decode(PartnershipRow, row).partnership).filter(({ state }) => state === 'active')
}

/** The partnerships behind MPN ids, by MPN id; absent where there is none. */
export async function partnershipsBehind(
  providerId: PartnerId,
  mpnIds: readonly MpnId[],
): Promise<ReadonlyMap<string, Partnership>> {
  const rows = await Promise.all(
    [...new Set(mpnIds)].map((mpnId) => read('providers', providerId, keys.partnershipByMpn(mpnId))),
  )
  const found = rows.map((row) => decodeIfAny(PartnershipRow, row)?.partnership)
  return new Map<string, Partnership>(found.flatMap((one) => (one ? [[one.mpnId, one]] : [])))
}

/** The reseller of a customer, while the partnership with it is in force. */
export async function resellersOf(providerId: PartnerId, { associatedPartnerId }: Customer): Promise<Partnership[]> {
  const partnership = associatedPartnerId && (await findPartnership(providerId, associatedPartnerId))
  return partnership?.state === 'active' ? [partnership] : []
}

/** The providers a reseller works with, as its own view has them. */
export async function providersOf(resellerId: string): Promise<ResellerView[]> {
  const rows = await range('providers', resellerViewPartition(resellerId), { from: '0', to: 'g' })
  return rows.map((row) => decode(ResellerView, row)).filter(({ state }) => state === 'active')
}

/** A partnership that is new or changed: its rows by reseller and by MPN id, and the view its reseller is owed. */
function partnershipRows(before: StoredRow | undefined, partnership: Partnership, removalsNow?: number) {
  const { providerId, resellerId, mpnId } = partnership
  const known = decodeIfAny(PartnershipRow, before)
  const { version = 0, removals = 0 } = known ?? {}
  const value = { ...known, version: version + 1, removals: removalsNow ?? removals, partnership }
  const row = encode(PartnershipRow, providerId, keys.partnership(resellerId), value)
  const byMpn: Write = { kind: 'upsert', row: { ...row, key: keys.partnershipByMpn(mpnId) } }
  const effect: Effect = { kind: 'resellerView', resellerId }
  return { row, byMpn, effect }
}

/** As partnershipRows, as writes of another aggregate's transaction. */
export function partnershipWrites(before: StoredRow | undefined, partnership: Partnership): Write[] {
  const { row, byMpn } = partnershipRows(before, partnership)
  return [put(before, row), byMpn]
}

function readRow(providerId: PartnerId, resellerId: PartnerId): Promise<StoredRow | undefined> {
  return read('providers', providerId, keys.partnership(resellerId))
}

function known(row: StoredRow | undefined, resellerId: PartnerId) {
  const found = decodeIfAny(PartnershipRow, row)
  if (!found) throw new Fault('partnershipNotFound', { resellerId })
  return found
}
