import { ok } from '../../shared/azure/answer.ts'
import { profileReaders } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { ownAccount } from '../../shared/azure/partner-accounts.ts'
import { legalBusinessProfileToWire } from '../../shared/wire/partner-profile.ts'
import { LegalBusinessProfile } from '../../shared/wire/shapes/partner.ts'

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
    answers: { 200: LegalBusinessProfile },
    faults: [],
  },
  async ({ caller }) => ok(legalBusinessProfileToWire(await ownAccount(caller.partnerId))),
)
