import * as z from 'zod'
import { partnershipsOf, providersOf } from '../../shared/aggregates/partnerships/partnerships.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { wireEnum } from '../../shared/wire/casing.ts'
import { collection } from '../../shared/wire/collection.ts'
import { parseFilter, passes } from '../../shared/wire/filter.ts'
import {
  PartnerRelationshipListShape,
  providerToWire,
  relationshipTypes,
  resellerToWire,
} from '../../shared/wire/partnerships/partnership.ts'

export const handler = endpoint(
  {
    name: 'list-relationships',
    method: 'GET',
    route: 'v1/relationships',
    summary: 'List the partners you have a partnership with: resellers of a provider, providers of a reseller',
    partnerCenter: 'same',
    capability: 'indirectModel',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    query: z.object({
      relationship_type: wireEnum(relationshipTypes),
      filter: z.string().max(2000, 'tooLong').optional().meta({
        description: 'One condition as JSON, such as {"Field":"Name","Value":"tern","Operator":"substring"}.',
      }),
    }),
    answers: { 200: PartnerRelationshipListShape },
    faults: [],
  },
  async ({ caller, query }) => {
    const filter = parseFilter(query.filter, { Name: ['substring', 'starts_with', 'equals'] })
    const relationships =
      query.relationship_type === 'is_indirect_reseller_of'
        ? (await providersOf(caller.partnerId)).map(providerToWire)
        : (await partnershipsOf(caller.partnerId)).map(resellerToWire)

    return ok(collection(relationships.filter(({ name }) => passes(filter, () => name))))
  },
)
