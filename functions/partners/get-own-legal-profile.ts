import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { profileReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { LegalBusinessProfileShape, legalBusinessProfileToWire } from '../../shared/wire/partners/partner-profile.ts'

export const handler = endpoint(
  {
    name: 'get-own-legal-profile',
    method: 'GET',
    route: 'v1/profiles/legalbusiness',
    summary: 'Get the legal business profile of your own organization',
    partnerCenter: { differs: 'Of an address only the country is known' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: profileReaders,
    userOnly: true,
    answers: { 200: LegalBusinessProfileShape },
    faults: [],
  },
  async ({ caller }) => ok(legalBusinessProfileToWire(await ownAccount(caller.partnerId))),
)
