import * as z from 'zod'
import type { Event } from '../audit.ts'
import { CompanyName, PersonName, PhoneNumber } from '../contact/contact.ts'
import { CountryCode } from '../contact/country.ts'
import { Email, isFreeMail } from '../contact/email.ts'
import { regionOf } from '../contact/region.ts'
import { Fault, refuseInput } from '../fault.ts'
import { MpnId, PartnerId } from '../ids.ts'
import { Language } from '../language.ts'

export const partnerKinds = ['directPartner', 'indirectProvider', 'indirectReseller'] as const
export type PartnerKind = (typeof partnerKinds)[number]

/** Application roles of the access token; names as in Partner Center's role pages. */
export const roles = ['GlobalAdmin', 'UserAdmin', 'AdminAgent', 'SalesAgent', 'HelpdeskAgent', 'BillingAdmin'] as const
export type Role = (typeof roles)[number]

const PrimaryContact = z.object({
  firstName: PersonName,
  lastName: PersonName,
  email: Email,
  phoneNumber: PhoneNumber.optional(),
})

/** A person as it is kept: it may be older than the rules for those that come in. */
export const KeptContact = z.object({
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phoneNumber: z.string().optional(),
})

/** A partner organization. The operator's own come from the settings; others enrol. */
export const PartnerAccount = z.object({
  partnerId: PartnerId,
  kind: z.enum(partnerKinds),
  status: z.enum(['active', 'pending', 'restricted']),
  name: z.string(),
  country: z.string(),
  mpnId: MpnId,
  domain: z.string().optional(),
  email: z.string().optional(),
  /** What its own people are written to in. */
  language: Language.optional(),
  primaryContact: KeptContact.optional(),
  /** A place to try things out: what is made here can be deleted again. */
  isSandbox: z.boolean().optional(),
  partnerAgreement: z.object({ signedBy: z.string(), signedAt: z.iso.datetime() }).optional(),
})
export type PartnerAccount = z.infer<typeof PartnerAccount>

/** Who calls: an application, or a user of a partner. `account` is missing while the tenant is not enrolled. */
export interface Caller {
  readonly partnerId: PartnerId
  readonly userId: string
  readonly userName: string
  readonly displayName: string
  readonly applicationId: string
  readonly isUser: boolean
  readonly roles: readonly Role[]
  readonly account: PartnerAccount | undefined
}

/** What an indirect reseller gives to enrol; the Microsoft Partner Agreement is signed by a Global admin only. */
export const Enrolment = z.object({
  companyName: CompanyName,
  country: CountryCode,
  mpnId: MpnId,
  primaryContact: PrimaryContact,
  acceptPartnerAgreement: z.boolean(),
})
export type Enrolment = z.infer<typeof Enrolment>

export interface DecidedEnrolment {
  readonly account: PartnerAccount
  readonly event: Event
}

/** Enrols an organization as an indirect reseller. @throws {Fault} roleNotAllowed, partnerAgreementNotAccepted, invalidInput, countryNotServed */
export function enrollPartner(enrolment: Enrolment, caller: Caller, now: Date): DecidedEnrolment {
  if (!caller.roles.includes('GlobalAdmin')) throw new Fault('roleNotAllowed', { roles: 'GlobalAdmin' })
  if (!enrolment.acceptPartnerAgreement) throw new Fault('partnerAgreementNotAccepted')
  // Web mail is refused for a reseller's primary contact (Partner Center: indirect reseller tasks).
  if (isFreeMail(enrolment.primaryContact.email)) refuseInput('primaryContact.email', 'emailIsWebMail')
  const { country } = enrolment
  if (regionOf(country) === undefined) throw new Fault('countryNotServed', { field: 'country', country })

  const { partnerId } = caller
  const account: PartnerAccount = {
    partnerId,
    kind: 'indirectReseller',
    status: 'active',
    name: enrolment.companyName,
    country: enrolment.country,
    mpnId: enrolment.mpnId,
    email: enrolment.primaryContact.email,
    primaryContact: enrolment.primaryContact,
    partnerAgreement: { signedBy: caller.userId, signedAt: now.toISOString() },
  }
  const event: Event = {
    operation: 'enroll_partner',
    resource: 'partner_account',
    resourceId: partnerId,
    after: account,
  }
  return { account, event }
}
