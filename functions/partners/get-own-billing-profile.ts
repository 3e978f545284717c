import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { profileReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { billingProfileToWire } from '../../shared/wire/partner-profile.ts'
import { PartnerBillingProfile } from '../../shared/wire/shapes/partner.ts'

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
    answers: { 200: PartnerBillingProfile },
    faults: [],
  },
  async ({ caller }) => ok(billingProfileToWire(await ownAccount(caller.partnerId))),
)
