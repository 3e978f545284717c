import * as z from 'zod'
import { agreementTypes } from '../../domain/agreement.ts'
import { listOf, moment, shape, zonelessMoment } from '../shape.ts'

const AgreementMetaData = shape('AgreementMetaData', () =>
  z.strictObject({
    templateId: z.guid(),
    agreementType: z.enum(agreementTypes),
    agreementLink: z.url(),
    versionRank: z.int(),
  }),
)

export const AgreementMetaDataList = listOf('AgreementMetaData', AgreementMetaData)

const agreement = () => ({
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

export const ConfirmedAgreement = shape('ConfirmedAgreement', () =>
  z.strictObject({ ...agreement(), dateAgreed: moment() }),
)

const Agreement = shape('Agreement', () =>
  z.strictObject({ ...agreement(), dateAgreed: zonelessMoment(), agreementLink: z.url() }),
)

/** Neither links nor attributes, as in Partner Center's sample. */
export const AgreementList = shape('AgreementCollection', () =>
  z.strictObject({ totalCount: z.int(), items: z.array(Agreement()) }),
)

export const AgreementDocument = shape('AgreementDocument', () =>
  z.strictObject({ displayUri: z.url(), downloadUri: z.url(), language: z.string(), country: z.string() }),
)

/** No attributes, as in Partner Center's sample. */
export const DirectSignedStatus = shape('DirectSignedCustomerAgreementStatus', () =>
  z.strictObject({ isSigned: z.boolean() }),
)
