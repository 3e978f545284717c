import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { PartnerAccountShape, partnerToWire } from '../../shared/wire/partners/partner.ts'

export const handler = endpoint(
  {
    name: 'get-own-partner',
    method: 'GET',
    route: 'v1/partners/me',
    summary: "Get your own organization's account",
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: PartnerAccountShape },
    faults: [],
  },
  async ({ caller }) => ok(partnerToWire(await ownAccount(caller.partnerId))),
)
