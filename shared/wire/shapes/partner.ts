import * as z from 'zod'
import { PartnerAccount as Kept, partnerKinds } from '../../domain/partner.ts'
import { attributes, links, moment, shape } from '../shape.ts'

const PrimaryContact = shape('PrimaryContact', () =>
  z.strictObject({
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phoneNumber: z.string().optional(),
  }),
)

export const PartnerAccount = shape('PartnerAccount', () =>
  z.strictObject({
    id: z.guid(),
    kind: z.enum(partnerKinds),
    status: Kept.shape.status,
    companyName: z.string(),
    country: z.string(),
    mpnId: z.string(),
    primaryContact: PrimaryContact().optional(),
    partnerAgreement: z.strictObject({ signedBy: z.string(), signedDate: moment() }).optional(),
    links: links('self'),
    attributes: attributes('PartnerAccount'),
  }),
)

export const AgreementStatus = shape('AgreementStatus', () => z.strictObject({ isAgreementSigned: z.boolean() }))

const profile = (profileType: string, objectType = profileType) => ({
  profileType: z.literal(profileType),
  links: links('self'),
  attributes: attributes(objectType),
})

const address = () => z.strictObject({ country: z.string() })

export const MpnProfile = shape('MpnProfile', () =>
  z.strictObject({ mpnId: z.string(), partnerName: z.string(), ...profile('MpnProfile') }),
)

export const LegalBusinessProfile = shape('LegalBusinessProfile', () =>
  z.strictObject({
    companyName: z.string(),
    address: address(),
    primaryContact: PrimaryContact().optional(),
    vettingStatus: z.literal('authorized'),
    vettingSubStatus: z.literal('none'),
    ...profile('LegalBusinessProfile'),
  }),
)

export const OrganizationProfile = shape('OrganizationProfile', () =>
  z.strictObject({
    id: z.guid(),
    companyName: z.string(),
    defaultAddress: address(),
    tenantId: z.guid(),
    domain: z.string().optional(),
    email: z.string().optional(),
    ...profile('OrganizationProfile'),
  }),
)

export const PartnerBillingProfile = shape('PartnerBillingProfile', () =>
  z.strictObject({
    companyName: z.string(),
    address: address(),
    primaryContact: PrimaryContact().optional(),
    billingCurrency: z.string(),
    ...profile('BillingProfile'),
  }),
)

export const SupportProfile = shape('PartnerSupportProfile', () =>
  z.strictObject({
    email: z.string().optional(),
    telephone: z.string().optional(),
    ...profile('support_profile', 'PartnerSupportProfile'),
  }),
)
