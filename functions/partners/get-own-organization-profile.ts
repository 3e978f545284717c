import { ok } from '../../shared/command/answer.ts'
import { ownAccount } from '../../shared/command/partner-accounts.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrganizationProfileShape, organizationProfileToWire } from '../../shared/wire/partners/partner-profile.ts'

// For every role: the PowerShell module reads it at sign-in to learn its country.
export const handler = endpoint(
  {
    name: 'get-own-organization-profile',
    method: 'GET',
    route: 'v1/profiles/organization',
    summary: 'Get the organization profile of your own organization',
    partnerCenter: { differs: 'Of an address only the country is known, and the culture follows from it' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    answers: { 200: OrganizationProfileShape },
    faults: [],
  },
  async ({ caller }) => ok(organizationProfileToWire(await ownAccount(caller.partnerId))),
)
