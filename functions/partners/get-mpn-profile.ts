import * as z from 'zod'
import { partnerWithMpnId } from '../../shared/aggregates/partners/partner-lookup.ts'
import { ok } from '../../shared/command/answer.ts'
import { MpnId } from '../../shared/domain/ids.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { MpnProfileShape, mpnProfileToWire } from '../../shared/wire/partners/partner-profile.ts'

export const handler = endpoint(
  {
    name: 'get-mpn-profile',
    method: 'GET',
    route: 'v1/profiles/mpn',
    summary: 'Get the name behind an MPN ID; without mpnId your own',
    partnerCenter: { differs: 'Knows the partners of this service only' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    query: z.object({ mpnId: MpnId.optional().meta({ description: 'Absent: your own.' }) }),
    answers: { 200: MpnProfileShape },
    faults: ['mpnProfileNotFound'],
  },
  async ({ caller, query }) => ok(mpnProfileToWire(await partnerWithMpnId(caller.partnerId, query.mpnId))),
)
