import { linkOf } from '../../shared/aggregates/customers/relationship.ts'
import { ok } from '../../shared/command/answer.ts'
import { relationshipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  RelationshipRequestQuery,
  RelationshipRequestShape,
  relationshipRequestToWire,
} from '../../shared/wire/customers/relationship-request.ts'

export const handler = endpoint(
  {
    name: 'get-relationship-request',
    method: 'GET',
    route: 'v1/customers/relationshiprequests',
    summary: 'Get the link that you send to organizations which shall become your customers',
    partnerCenter: { differs: 'The link leads to a page of this service, which asks for what no directory provides' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: relationshipRoles,
    userOnly: true,
    query: RelationshipRequestQuery,
    answers: { 200: RelationshipRequestShape },
    faults: ['associatedPartnerNotActive'],
  },
  async ({ caller, query }) => ok(relationshipRequestToWire(await linkOf(caller, query))),
)
