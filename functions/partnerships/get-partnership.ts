import * as z from 'zod'
import { readPartnership } from '../../shared/aggregates/partnerships/partnerships.ts'
import { ok } from '../../shared/command/answer.ts'
import { PartnerId } from '../../shared/domain/ids.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { partnershipToWire } from '../../shared/wire/partnership-removal.ts'
import { Partnership } from '../../shared/wire/shapes/partnership-removal.ts'

export const handler = endpoint(
  {
    name: 'get-partnership',
    method: 'GET',
    route: 'v1/partnerships/{resellerId:guid}',
    summary: 'Get your partnership with a reseller: since when, and who removed it with which declaration',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    params: z.object({ resellerId: PartnerId }),
    answers: { 200: Partnership },
    faults: ['partnershipNotFound'],
  },
  async ({ caller, params }) => {
    const partnership = await readPartnership(caller.partnerId, params.resellerId)

    return ok(partnershipToWire(partnership))
  },
)
