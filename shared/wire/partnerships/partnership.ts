import * as z from 'zod'
import type { Partnership, ResellerView } from '../../domain/partnerships/partnership.ts'
import { listOf } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

export const relationshipTypes = ['is_indirect_cloud_solution_provider_of', 'is_indirect_reseller_of'] as const

const relationshipFields = () => ({
  id: z.guid().meta({ description: 'Tenant id of the other partner.' }),
  name: z.string(),
  relationshipType: z.enum(relationshipTypes),
  mpnId: z.string(),
  attributes: attributes('PartnerRelationship'),
})

export const PartnerRelationshipShape = shape('PartnerRelationship', () =>
  z.strictObject({ ...relationshipFields(), state: z.literal('Active'), location: z.string() }),
)

export const PartnerRelationshipListShape = listOf('PartnerRelationship', PartnerRelationshipShape)

/** A reseller as its provider sees it in GET /v1/relationships. */
export function resellerToWire({
  resellerId,
  resellerName,
  mpnId,
  country,
}: Partnership): Shaped<typeof PartnerRelationshipShape> {
  return relationship(resellerId, resellerName, 'is_indirect_cloud_solution_provider_of', { mpnId, country })
}

/** A provider as its reseller sees it. */
export function providerToWire({
  providerId,
  providerName,
  mpnId,
  country,
}: ResellerView): Shaped<typeof PartnerRelationshipShape> {
  return relationship(providerId, providerName, 'is_indirect_reseller_of', { mpnId, country })
}

const CustomerResellerShape = shape('CustomerReseller', () => z.strictObject(relationshipFields()))

export const CustomerResellerListShape = listOf('CustomerReseller', CustomerResellerShape)

/** A reseller as GET customers/{id}/relationships has it: without state and location (recorded). */
export function customerResellerToWire(partnership: Partnership): Shaped<typeof CustomerResellerShape> {
  const { state: _, location: __, ...rest } = resellerToWire(partnership)
  return rest
}

function relationship(
  id: string,
  name: string,
  relationshipType: (typeof relationshipTypes)[number],
  of: { readonly mpnId: string; readonly country: string },
): Shaped<typeof PartnerRelationshipShape> {
  return {
    id,
    name,
    relationshipType,
    state: 'Active',
    mpnId: of.mpnId,
    location: of.country,
    attributes: { objectType: 'PartnerRelationship' },
  }
}
