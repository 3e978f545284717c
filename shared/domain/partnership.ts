import * as z from 'zod'
import { Fault } from './fault.ts'
import { MpnId, PartnerId, RequestId } from './ids.ts'
import type { Caller, PartnerAccount } from './partner.ts'

/** A provider and a reseller that work together. It exists only after the reseller has accepted. */
export const Partnership = z.object({
  providerId: PartnerId,
  resellerId: PartnerId,
  resellerName: z.string(),
  mpnId: MpnId,
  country: z.string(),
  state: z.enum(['active', 'removed']),
  since: z.iso.datetime(),
  requestId: RequestId,
})
export type Partnership = z.infer<typeof Partnership>

/** The reseller's own view of one of its providers; `version` lets a late writer see that it is late. */
export const ResellerView = z.object({
  providerId: PartnerId,
  providerName: z.string(),
  mpnId: MpnId,
  country: z.string(),
  state: z.enum(['active', 'removed']),
  since: z.iso.datetime(),
  version: z.number().int(),
})
export type ResellerView = z.infer<typeof ResellerView>

/** What the reseller sees of a partnership whose provider is `provider`, as of the partnership's `version`. */
export function resellerViewOf(partnership: Partnership, provider: PartnerAccount, version: number): ResellerView {
  return {
    providerId: partnership.providerId,
    providerName: provider.name,
    mpnId: provider.mpnId,
    country: provider.country,
    state: partnership.state,
    since: partnership.since,
    version,
  }
}

/** Partner Center has a code of its own for this where a customer's resellers are asked for. @throws {Fault} notAProvider */
export function checkIsProvider({ account }: Caller): void {
  if (account?.kind !== 'indirectProvider') throw new Fault('notAProvider')
}
