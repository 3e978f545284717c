import * as z from 'zod'
import {
  type Agreement,
  type AgreementTemplate,
  agreementTypes,
  NewAgreement,
  templateOf,
} from '../../domain/customers/agreement.ts'
import { line } from '../../domain/line.ts'
import { wireEnum } from '../casing.ts'
import { collection, listOf } from '../collection.ts'
import { WireDate } from '../date.ts'
import { moment, only, type Shaped, shape, zonelessMoment } from '../shape.ts'

export const AgreementToConfirm = NewAgreement.extend({ dateAgreed: WireDate, type: wireEnum(agreementTypes) }).meta({
  id: 'AgreementToConfirm',
})

/** `agreementType` in a query: a type in any casing, or `*` for all. */
export const AgreementQuery = z.object({
  agreementType: wireEnum([...agreementTypes, '*'])
    .optional()
    .meta({ description: 'Absent: the Cloud Agreement only.' }),
})

const AgreementMetaDataShape = shape('AgreementMetaData', () =>
  z.strictObject({
    templateId: z.guid(),
    agreementType: z.enum(agreementTypes),
    agreementLink: z.url(),
    versionRank: z.int(),
  }),
)

export const AgreementMetaDataListShape = listOf('AgreementMetaData', AgreementMetaDataShape)

export function templatesToWire(templates: readonly AgreementTemplate[]): Shaped<typeof AgreementMetaDataListShape> {
  const items = templates.map(({ type, templateId, link }) => ({
    templateId,
    agreementType: type,
    agreementLink: link,
    versionRank: 0,
  }))
  return collection(items, '/agreements')
}

const agreementFields = () => ({
  userId: z.string().meta({ description: 'Object id of the person of the partner who confirmed.' }),
  primaryContact: z.strictObject({
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phoneNumber: z.string().optional(),
  }),
  templateId: z.guid(),
  type: z.enum(agreementTypes),
})

export const ConfirmedAgreementShape = shape('ConfirmedAgreement', () =>
  z.strictObject({ ...agreementFields(), dateAgreed: moment() }),
)

export function confirmedAgreementToWire({
  userId,
  primaryContact,
  templateId,
  dateAgreed,
  type,
}: Agreement): Shaped<typeof ConfirmedAgreementShape> {
  return { userId, primaryContact: contactToWire(primaryContact), templateId, dateAgreed, type }
}

const contactToWire = (contact: Agreement['primaryContact']) =>
  only(contact, ['firstName', 'lastName', 'email', 'phoneNumber'])

const AgreementShape = shape('Agreement', () =>
  z.strictObject({ ...agreementFields(), dateAgreed: zonelessMoment(), agreementLink: z.url() }),
)

/** Neither links nor attributes, as in Partner Center's sample. */
export const AgreementListShape = shape('AgreementCollection', () =>
  z.strictObject({ totalCount: z.int(), items: z.array(AgreementShape()) }),
)

/** The confirmations of a customer. `dateAgreed` is read without a zone; neither links nor attributes are given (doc sample). */
export function agreementsToWire(agreements: readonly Agreement[]): Shaped<typeof AgreementListShape> {
  const items = agreements.map(({ userId, primaryContact, templateId, dateAgreed, type }) => ({
    userId,
    primaryContact: contactToWire(primaryContact),
    templateId,
    dateAgreed: dateAgreed.replace(/(\.\d+)?(Z|[+-]\d{2}:\d{2})$/, ''),
    type,
    agreementLink: templateOf(type).link,
  }))
  return { totalCount: items.length, items }
}

export const AgreementDocumentShape = shape('AgreementDocument', () =>
  z.strictObject({ displayUri: z.url(), downloadUri: z.url(), language: z.string(), country: z.string() }),
)

export const DocumentKey = z.object({ templateId: line({ max: 100 }) })
export const DocumentQuery = z.object({
  language: line({ max: 35 }).default('en-US'),
  country: line({ max: 100 }).default('US'),
})

/** No attributes, as in Partner Center's sample. */
export const DirectSignedStatusShape = shape('DirectSignedCustomerAgreementStatus', () =>
  z.strictObject({ isSigned: z.boolean() }),
)
