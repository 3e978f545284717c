import * as z from 'zod'
import type { Offer } from '../catalog/offer.ts'

export const qualificationNames = [
  'education',
  'nonprofit',
  'government_community_cloud',
  'state_owned_entity',
] as const
export type QualificationName = (typeof qualificationNames)[number]

export const educationSegments = ['K12', 'HigherEducation'] as const

/** What a customer is entitled to special offers by, on its partner's word: nobody else vets it here. */
export const Qualification = z.object({
  name: z.enum(qualificationNames),
  grantedAt: z.iso.datetime(),
  educationSegment: z.enum(educationSegments).optional(),
  website: z.string().optional(),
})
export type Qualification = z.infer<typeof Qualification>

export interface Qualified {
  readonly qualifications?: readonly Qualification[] | undefined
}

/** Whether a customer may have an offer: it is for everybody, or for one of the customer's qualifications. */
export function isEligible(
  { reselleeQualifications }: Pick<Offer, 'reselleeQualifications'>,
  { qualifications = [] }: Qualified,
): boolean {
  const demanded = reselleeQualifications.map(plain).filter((name) => name !== 'none')
  return demanded.length === 0 || qualifications.some(({ name }) => demanded.includes(plain(name)))
}

// Catalogues write StateOwnedEntity, and Nonprofit in two ways.
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()
