import { ok } from '../../shared/azure/answer.ts'
import { profileReaders } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { ownAccount } from '../../shared/azure/partner-accounts.ts'
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
