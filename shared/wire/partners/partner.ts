import * as z from 'zod'
import {
  Enrolment,
  PartnerAccount as Kept,
  type PartnerAccount,
  partnerKinds,
} from '../../domain/partnerships/partner.ts'
import { link, selfLinks } from '../collection.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

/** Ours, so unknown fields are refused rather than ignored. */
export const PartnerToEnrol = Enrolment.extend({ acceptPartnerAgreement: z.boolean().default(false) })
  .strict()
  .meta({ id: 'PartnerToEnrol' })

export const PrimaryContactShape = shape('PrimaryContact', () =>
  z.strictObject({
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phoneNumber: z.string().optional(),
  }),
)

export const PartnerAccountShape = shape('PartnerAccount', () =>
  z.strictObject({
    id: z.guid(),
    kind: z.enum(partnerKinds),
    status: Kept.shape.status,
    companyName: z.string(),
    country: z.string(),
    mpnId: z.string(),
    primaryContact: PrimaryContactShape().optional(),
    partnerAgreement: z.strictObject({ signedBy: z.string(), signedDate: moment() }).optional(),
    links: selfLinks(),
    attributes: attributes('PartnerAccount'),
  }),
)

export function partnerToWire({
  partnerId,
  kind,
  status,
  name,
  country,
  mpnId,
  primaryContact,
  partnerAgreement,
}: PartnerAccount): Shaped<typeof PartnerAccountShape> {
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

export const AgreementStatusShape = shape('AgreementStatus', () => z.strictObject({ isAgreementSigned: z.boolean() }))
