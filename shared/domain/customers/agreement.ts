import * as z from 'zod'
import type { Event } from '../audit.ts'
import { PersonName, PhoneNumber } from '../contact/contact.ts'
import { countries, rulesOf } from '../contact/country.ts'
import { Email } from '../contact/email.ts'
import { Fault } from '../fault.ts'
import { CustomerId } from '../ids.ts'
import { line } from '../line.ts'
import { type Caller, KeptContact } from '../partnerships/partner.ts'

export const agreementTypes = ['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement'] as const
export type AgreementType = (typeof agreementTypes)[number]

export interface AgreementTemplate {
  readonly type: AgreementType
  readonly templateId: string
  readonly link: string
  /** First and last day on which it may be agreed to; a date, in UTC. */
  readonly validFrom: string
  readonly validTo: string | undefined
}

/** Partner Center: the Customer Agreement counts from 2019-10-01, the Cloud Agreement until 2020-01-31. Public cloud only. */
const templates: Readonly<Record<AgreementType, AgreementTemplate>> = {
  MicrosoftCloudAgreement: {
    type: 'MicrosoftCloudAgreement',
    templateId: '998b88de-aa99-4388-a42c-1b3517d49490',
    link: 'https://learn.microsoft.com/en-us/partner-center/agreements',
    validFrom: '2018-08-07',
    validTo: '2020-01-31',
  },
  MicrosoftCustomerAgreement: {
    type: 'MicrosoftCustomerAgreement',
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    link: 'https://aka.ms/customeragreement',
    validFrom: '2019-10-01',
    validTo: undefined,
  },
}
export const agreementTemplates: readonly AgreementTemplate[] = Object.values(templates)

/** The template of a type: there is one of each. */
export const templateOf = (type: AgreementType): AgreementTemplate => templates[type]

/** The templates asked for. Nothing asked means the Cloud Agreement only: so clients of before 2019 never meet a type they do not know. */
export function templatesOf(asked: AgreementType | '*' | undefined): readonly AgreementTemplate[] {
  return agreementTemplates.filter(({ type }) => asked === '*' || type === (asked ?? 'MicrosoftCloudAgreement'))
}

const AgreementContact = z.object({
  firstName: PersonName,
  lastName: PersonName,
  email: Email,
  phoneNumber: PhoneNumber.optional(),
})

export const NewAgreement = z.object({
  primaryContact: AgreementContact,
  templateId: line({ min: 1, max: 100 }),
  /** With the offset of whoever gave it: the day on which the customer accepted is the day there. */
  dateAgreed: z.iso.datetime({ offset: true }),
  type: z.enum(agreementTypes),
})
export type NewAgreement = z.infer<typeof NewAgreement>

/** The partner's word that a person accepted an agreement for the customer. Never changed; a newer one is added. */
export const Agreement = NewAgreement.extend({
  primaryContact: KeptContact,
  templateId: z.string(),
  agreementId: z.string(),
  customerId: CustomerId,
  userId: z.string(),
  confirmedAt: z.iso.datetime(),
  /** A Global admin of the customer accepted it in person: no partner's word is needed. */
  isDirect: z.boolean().optional(),
})
export type Agreement = z.infer<typeof Agreement>

export interface ConfirmedAgreement {
  readonly agreement: Agreement
  readonly event: Event
}

/**
 * Records that the customer accepted.
 * @throws {Fault} agreementTemplateMismatch, agreementDateInFuture, agreementTypeNotInForce, agreementAlreadyConfirmed
 */
export function confirmAgreement(
  earlier: readonly Agreement[],
  wanted: NewAgreement,
  ids: { readonly agreementId: string; readonly customerId: CustomerId },
  caller: Caller,
  now: Date,
): ConfirmedAgreement {
  const template = templateOf(wanted.type)
  if (template.templateId !== wanted.templateId.toLowerCase())
    throw new Fault('agreementTemplateMismatch', {
      field: 'templateId',
      type: wanted.type,
      templateId: template.templateId,
    })
  const agreedOn = wanted.dateAgreed.slice(0, 10)
  if (agreedOn > latestToday(now)) throw new Fault('agreementDateInFuture', { field: 'dateAgreed', date: agreedOn })
  if (agreedOn < template.validFrom || (template.validTo !== undefined && agreedOn > template.validTo))
    throw new Fault('agreementTypeNotInForce', {
      field: 'dateAgreed',
      type: wanted.type,
      from: template.validFrom,
      to: template.validTo ?? '',
    })
  if (earlier.some((agreement) => isSameConfirmation(agreement, wanted))) throw new Fault('agreementAlreadyConfirmed')

  const agreement: Agreement = {
    ...wanted,
    templateId: template.templateId,
    ...ids,
    userId: caller.userId,
    confirmedAt: now.toISOString(),
  }
  return {
    agreement,
    event: { operation: 'create_agreement', resource: 'agreement', resourceId: ids.agreementId, after: agreement },
  }
}

/** The date it is already somewhere on earth (UTC+14): a date without a time of day may be any customer's today. */
export function latestToday(now: Date): string {
  return new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)
}

function isSameConfirmation(agreement: Agreement, wanted: NewAgreement): boolean {
  const contact = agreement.primaryContact
  const asked = wanted.primaryContact
  return (
    agreement.type === wanted.type &&
    contact.firstName === asked.firstName &&
    contact.lastName === asked.lastName &&
    contact.email.toLowerCase() === asked.email.toLowerCase() &&
    (contact.phoneNumber ?? '') === (asked.phoneNumber ?? '')
  )
}

export interface AgreementDocument {
  readonly template: AgreementTemplate
  readonly language: string
  readonly country: string
}

const usualLanguage = 'en-US'
const usualCountry = 'US'

/** The text of an agreement for a country if it is one, in the language asked for if the country has it. @throws {Fault} notFound */
export function documentOf(templateId: string, language: string, asked: string): AgreementDocument {
  // Partner Center distinguishes upper from lower case here, as nowhere else.
  const template = agreementTemplates.find((one) => one.templateId === templateId)
  if (!template) throw new Fault('notFound', { path: `/v1/agreementtemplates/${templateId}/document` })
  // Upper case counts: `us` is no country here.
  const country = countries().includes(asked) ? asked : usualCountry
  const cultures = rulesOf(country).recorded?.cultures ?? []
  const found = cultures.find((culture) => culture.toLowerCase() === language.toLowerCase())
  return { template, language: found ?? usualLanguage, country }
}

/** Whether a confirmation on record lets the partner sell today: one of a type that may still be agreed to. */
export function hasAgreementInForce(agreements: readonly Agreement[], now: Date): boolean {
  const today = now.toISOString().slice(0, 10)
  const inForce = agreementTemplates.filter(({ validTo }) => validTo === undefined || today <= validTo)
  return agreements.some((agreement) => inForce.some(({ type }) => type === agreement.type))
}

/** Whether the customer has accepted the Customer Agreement in person. */
export function isDirectlySigned(agreements: readonly Agreement[]): boolean {
  return agreements.some(({ type, isDirect }) => isDirect && type === 'MicrosoftCustomerAgreement')
}

/** The confirmations that partners gave, newest first; nothing asked means the Cloud Agreement only, as for templatesOf. */
export function confirmationsOf(
  agreements: readonly Agreement[],
  asked: AgreementType | '*' | undefined,
): readonly Agreement[] {
  return agreements
    .filter(({ isDirect }) => !isDirect)
    .filter(({ type }) => asked === '*' || type === (asked ?? 'MicrosoftCloudAgreement'))
    .sort((one, other) => other.confirmedAt.localeCompare(one.confirmedAt))
}
