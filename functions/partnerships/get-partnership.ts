import { readPartnership } from '../../shared/aggregates/partnerships/partnerships.ts'
import { ok } from '../../shared/command/answer.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { PartnershipShape, partnershipToWire } from '../../shared/wire/partnerships/partnership-removal.ts'

export const handler = endpoint(
  {
    name: 'get-partnership',
    method: 'GET',
    route: 'v1/partnerships/{resellerId:guid}',
    summary: 'Get your partnership with a reseller: since when, and who removed it with which declaration',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    answers: { 200: PartnershipShape },
    faults: ['partnershipNotFound'],
  },
  async ({ caller, params }) => {
    const partnership = await readPartnership(caller.partnerId, params.resellerId)

    return ok(partnershipToWire(partnership))
  },
)
