import * as z from 'zod'
import type { Customer } from '../../domain/customers/customer.ts'
import { educationSegments, type QualificationName, qualificationNames } from '../../domain/customers/qualification.ts'
import { NewQualification } from '../../domain/customers/qualification-change.ts'
import { wireEnum } from '../casing.ts'
import { bareListOf } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { moment, type Shaped, shape } from '../shape.ts'

/** The body of PUT qualification: nothing but the name, or its number in the .NET SDK. */
export const QualificationToPut = wireEnum(['none', ...qualificationNames])

/** The code that Partner Center demands for the government's cloud. */
export const QualificationQuery = z.object({
  code: NewQualification.shape.validationCode.meta({ description: 'Wanted for government_community_cloud.' }),
})

const { website, validationCode } = NewQualification.shape

/** The body of POST qualifications. */
export const QualificationToAdd = z
  .object({
    qualification: wireEnum(qualificationNames),
    educationSegment: wireEnum(educationSegments).optional(),
    website,
    validationCode,
  })
  .transform(({ qualification: name, ...rest }): NewQualification => ({ name, ...rest }))
  .meta({ id: 'QualificationToAdd' })

export const QualificationNameShape = shape('QualificationName', () => z.enum(['none', ...qualificationNames]))

/** The answer to GET and PUT qualification: a bare string. It has room for one only; the first that was granted is shown. */
export function qualificationToWire({ qualifications = [] }: Customer): Shaped<typeof QualificationNameShape> {
  return qualifications[0]?.name ?? 'none'
}

/** The names as these two answers write them, in PascalCase. */
const vettedNames = {
  education: 'Education',
  nonprofit: 'Nonprofit',
  government_community_cloud: 'GovernmentCommunityCloud',
  state_owned_entity: 'StateOwnedEntity',
} as const satisfies Readonly<Record<QualificationName, string>>

const qualificationFields = () => ({
  qualification: z.enum(vettedNames),
  vettingStatus: z.literal('Approved'),
})

const QualificationShape = shape('Qualification', () =>
  z.strictObject({ ...qualificationFields(), vettingCreatedDate: moment() }),
)

export const QualificationListShape = bareListOf('Qualification', QualificationShape)

/** The answer to GET qualifications: a bare list. */
export function qualificationsToWire({ qualifications = [] }: Customer): Shaped<typeof QualificationListShape> {
  return qualifications.map(({ name, grantedAt }) => ({
    qualification: vettedNames[name],
    vettingStatus: 'Approved',
    vettingCreatedDate: momentToWire(grantedAt),
  }))
}

/** The date is spelt differently here (Partner Center's pages). */
export const AddedQualificationShape = shape('AddedQualification', () =>
  z.strictObject({ ...qualificationFields(), vettingCreateDate: moment() }),
)

/** The answer to POST qualifications, in which the date is spelt differently (Partner Center's pages). */
export function addedQualificationToWire(
  { qualifications = [] }: Customer,
  { name }: NewQualification,
): Shaped<typeof AddedQualificationShape> | undefined {
  const added = qualifications.find((one) => one.name === name)
  return (
    added && {
      qualification: vettedNames[added.name],
      vettingStatus: 'Approved',
      vettingCreateDate: momentToWire(added.grantedAt),
    }
  )
}

const ValidationCodeShape = shape('ValidationCode', () =>
  z.strictObject({
    partnerId: z.guid(),
    organizationName: z.string(),
    validationId: z.string(),
    maxCreates: z.int(),
    remainingCreates: z.int(),
    eTag: z.string(),
  }),
)

/** A bare list. */
export const ValidationCodeListShape = bareListOf('ValidationCode', ValidationCodeShape)
