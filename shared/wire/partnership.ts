import type { Partnership, ResellerView } from '../domain/partnership.ts'

export const relationshipTypes = ['is_indirect_cloud_solution_provider_of', 'is_indirect_reseller_of'] as const

/** A reseller as its provider sees it in GET /v1/relationships. */
export function resellerToWire({ resellerId, resellerName, mpnId, country }: Partnership) {
  return relationship(resellerId, resellerName, 'is_indirect_cloud_solution_provider_of', { mpnId, country })
}

/** A provider as its reseller sees it. */
export function providerToWire({ providerId, providerName, mpnId, country }: ResellerView) {
  return relationship(providerId, providerName, 'is_indirect_reseller_of', { mpnId, country })
}

/** A reseller as GET customers/{id}/relationships has it: without state and location (recorded). */
export function customerResellerToWire(partnership: Partnership) {
  const { state: _, location: __, ...rest } = resellerToWire(partnership)
  return rest
}

function relationship(
  id: string,
  name: string,
  relationshipType: string,
  of: { readonly mpnId: string; readonly country: string },
) {
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
