import * as z from 'zod'
import { Fault } from '../fault.ts'
import { InvitationId, MpnId, PartnerId } from '../ids.ts'
import { Language } from '../language.ts'
import type { Caller, PartnerAccount } from './partner.ts'

/** What a provider declared when it removed a partnership: who, when, and which words it had before it. */
const PartnershipRemoval = z.object({
  at: z.iso.datetime(),
  by: z.string(),
  userId: z.string(),
  attestationVersion: z.string(),
  language: Language,
  noticeGivenOn: z.iso.datetime({ offset: true }).optional(),
})
export type PartnershipRemoval = z.infer<typeof PartnershipRemoval>

const partnership = {
  providerId: PartnerId,
  resellerId: PartnerId,
  resellerName: z.string(),
  mpnId: MpnId,
  country: z.string(),
  since: z.iso.datetime(),
  requestId: InvitationId,
}

/** A provider and a reseller that work together. It exists only after the reseller has accepted. */
export const Partnership = z.discriminatedUnion('state', [
  z.object({ ...partnership, state: z.literal('active') }),
  // A reseller of a sandbox is deleted without a declaration.
  z.object({ ...partnership, state: z.literal('removed'), removal: PartnershipRemoval.optional() }),
])
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
