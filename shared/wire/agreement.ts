import * as z from 'zod'
import {
  type Agreement,
  type AgreementTemplate,
  agreementTemplates,
  agreementTypes,
  NewAgreement,
} from '../domain/agreement.ts'
import { CountryCode } from '../domain/country.ts'
import { line } from '../domain/line.ts'
import { wireEnum } from './casing.ts'
import { collection } from './collection.ts'
import { WireDate } from './date.ts'

export const AgreementToConfirm = NewAgreement.extend({ dateAgreed: WireDate, type: wireEnum(agreementTypes) }).meta({
  id: 'AgreementToConfirm',
})

/** `agreementType` in a query: a type in any casing, or `*` for all. */
export const AgreementQuery = z.object({
  agreementType: wireEnum([...agreementTypes, '*'])
    .optional()
    .meta({ description: 'Absent: the Cloud Agreement only.' }),
})

export function templatesToWire(templates: readonly AgreementTemplate[]) {
  const items = templates.map(({ type, templateId, link }) => ({
    templateId,
    agreementType: type,
    agreementLink: link,
    versionRank: 0,
  }))
  return collection(items, '/agreements')
}

export function confirmedAgreementToWire({ userId, primaryContact, templateId, dateAgreed, type }: Agreement) {
  return { userId, primaryContact, templateId, dateAgreed, type }
}

/** The confirmations of a customer. `dateAgreed` is read without a zone; neither links nor attributes are given (doc sample). */
export function agreementsToWire(agreements: readonly Agreement[]) {
  const items = agreements.map(({ userId, primaryContact, templateId, dateAgreed, type }) => ({
    userId,
    primaryContact,
    templateId,
    dateAgreed: dateAgreed.replace(/(\.\d+)?Z$/, ''),
    type,
    agreementLink: agreementTemplates.find((template) => template.type === type)?.link,
  }))
  return { totalCount: items.length, items }
}

export const DocumentKey = z.object({ templateId: line({ max: 100 }) })
/** Upper case counts: `us` is no country here. */
export const DocumentQuery = z.object({
  language: line({ max: 35 }).default('en-US'),
  country: line({ max: 100 })
    .regex(/^[A-Z]{2}$/, 'notACountry')
    .pipe(CountryCode)
    .default('US'),
})
