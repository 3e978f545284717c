import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { profileReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { PartnerBillingProfileShape, partnerBillingProfileToWire } from '../../shared/wire/partners/partner-profile.ts'

export const handler = endpoint(
  {
    name: 'get-own-billing-profile',
    method: 'GET',
    route: 'v1/profiles/billing',
    summary: 'Get the billing profile of your own organization',
    partnerCenter: { differs: 'Of an address only the country is known' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: profileReaders,
    userOnly: true,
    answers: { 200: PartnerBillingProfileShape },
    faults: [],
  },
  async ({ caller }) => ok(partnerBillingProfileToWire(await ownAccount(caller.partnerId))),
)
