import * as z from 'zod'
import { Enrolment, type PartnerAccount } from '../domain/partner.ts'
import { link } from './collection.ts'

/** Ours, so unknown fields are refused rather than ignored. */
export const PartnerToEnrol = Enrolment.extend({ acceptPartnerAgreement: z.boolean().default(false) })
  .strict()
  .meta({ id: 'PartnerToEnrol' })

export function partnerToWire({
  partnerId,
  kind,
  status,
  name,
  country,
  mpnId,
  primaryContact,
  partnerAgreement,
}: PartnerAccount) {
  return {
    id: partnerId,
    kind,
    status,
    companyName: name,
    country,
    mpnId,
    ...(primaryContact && { primaryContact }),
    ...(partnerAgreement && {
      partnerAgreement: { signedBy: partnerAgreement.signedBy, signedDate: partnerAgreement.signedAt },
    }),
    links: { self: link('/partners/me') },
    attributes: { objectType: 'PartnerAccount' },
  }
}
