import * as z from 'zod'
import { qualificationNames } from '../../domain/qualification.ts'
import { bareListOf, moment, shape } from '../shape.ts'

export const QualificationName = shape('QualificationName', () => z.enum(['none', ...qualificationNames]))

const qualification = () => ({
  qualification: z.enum(['Education', 'Nonprofit', 'GovernmentCommunityCloud', 'StateOwnedEntity']),
  vettingStatus: z.literal('Approved'),
})

const Qualification = shape('Qualification', () => z.strictObject({ ...qualification(), vettingCreatedDate: moment() }))

export const QualificationList = bareListOf('Qualification', Qualification)

/** The date is spelt differently here (Partner Center's pages). */
export const AddedQualification = shape('AddedQualification', () =>
  z.strictObject({ ...qualification(), vettingCreateDate: moment() }),
)
