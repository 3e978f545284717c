import * as z from 'zod'
import {
  type Agreement,
  type AgreementTemplate,
  agreementTemplates,
  agreementTypes,
  NewAgreement,
} from '../domain/agreement.ts'
import { wireEnum } from './casing.ts'
import { collection } from './collection.ts'
import { WireDate } from './date.ts'

export const AgreementToConfirm = NewAgreement.extend({ dateAgreed: WireDate, type: wireEnum(agreementTypes) })

/** `agreementType` in a query: a type in any casing, or `*` for all. */
export const AgreementQuery = z.object({ agreementType: wireEnum([...agreementTypes, '*']).optional() })

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
