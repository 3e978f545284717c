import * as z from 'zod'
import type { Customer } from '../domain/customer.ts'
import { educationSegments, type Qualification, qualificationNames } from '../domain/qualification.ts'
import { NewQualification } from '../domain/qualification-change.ts'
import { wireEnum } from './casing.ts'
import { momentToWire } from './date.ts'

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

/** The answer to GET and PUT qualification: a bare string. It has room for one only; the first that was granted is shown. */
export function qualificationToWire({ qualifications = [] }: Customer): string {
  return qualifications[0]?.name ?? 'none'
}

/** The answer to GET qualifications: a bare list. */
export function qualificationsToWire({ qualifications = [] }: Customer) {
  return qualifications.map(({ grantedAt, ...qualification }) => ({
    ...toWire(qualification),
    vettingCreatedDate: momentToWire(grantedAt),
  }))
}

/** The answer to POST qualifications, in which the date is spelt differently (Partner Center's pages). */
export function addedQualificationToWire({ qualifications = [] }: Customer, { name }: NewQualification) {
  const added = qualifications.find((one) => one.name === name)
  return added && { ...toWire(added), vettingCreateDate: momentToWire(added.grantedAt) }
}

function toWire({ name }: Pick<Qualification, 'name'>) {
  const qualification = name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
  return { qualification, vettingStatus: 'Approved' }
}
