import * as z from 'zod'
import { Fault } from '../fault.ts'
import { MpnId, PartnerId } from '../ids.ts'

/** Whose signature is asked about: exactly one of the two. */
export const AgreementStatusQuery = z.object({ mpnId: MpnId.optional(), tenantId: PartnerId.optional() })
type AgreementStatusQuery = z.infer<typeof AgreementStatusQuery>

export type AskedPartner = { readonly mpnId: MpnId } | { readonly tenantId: PartnerId }

/** @throws {Fault} agreementStatusOfNobody, agreementStatusOfTwo */
export function askedPartner({ mpnId, tenantId }: AgreementStatusQuery): AskedPartner {
  if (mpnId && tenantId) throw new Fault('agreementStatusOfTwo', { field: 'tenantId' })
  if (mpnId) return { mpnId }
  if (tenantId) return { tenantId }
  throw new Fault('agreementStatusOfNobody', { field: 'mpnId' })
}
