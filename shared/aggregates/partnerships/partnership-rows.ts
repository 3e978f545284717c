import type { StoredRow, Write } from '../../azure/store.ts'
import { decodeIfAny, encode, keys, PartnershipRow } from '../../command/tables.ts'
import type { Partnership } from '../../domain/partnership.ts'

/** The rows of a partnership that is new or changed, by reseller and by MPN id. `before` is its row by reseller. */
export function partnershipWrites(
  before: StoredRow | undefined,
  partnership: Partnership,
  removals = decodeIfAny(PartnershipRow, before)?.removals ?? 0,
): Write[] {
  const { providerId, resellerId, mpnId } = partnership
  const version = (decodeIfAny(PartnershipRow, before)?.version ?? 0) + 1
  const row = encode(PartnershipRow, providerId, keys.partnership(resellerId), { version, removals, partnership })
  return [
    before ? { kind: 'replace', row, etag: before.etag } : { kind: 'insert', row },
    { kind: 'upsert', row: { ...row, key: keys.partnershipByMpn(mpnId) } },
  ]
}
