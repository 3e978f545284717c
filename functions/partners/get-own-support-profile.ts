import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { profileReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { SupportProfileShape, supportProfileToWire } from '../../shared/wire/partners/partner-profile.ts'

export const handler = endpoint(
  {
    name: 'get-own-support-profile',
    method: 'GET',
    route: 'v1/profiles/support',
    summary: 'Get the support profile of your own organization',
    partnerCenter: { differs: 'There is no website' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: profileReaders,
    userOnly: true,
    answers: { 200: SupportProfileShape },
    faults: [],
  },
  async ({ caller }) => ok(supportProfileToWire(await ownAccount(caller.partnerId))),
)
