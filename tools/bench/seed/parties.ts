import { type OrganisationAlias, organisations, type PersonAlias, people } from '../../../local/people.ts'
import { type Caller, PartnerAccount } from '../../../shared/domain/partnerships/partner.ts'
import { Partnership } from '../../../shared/domain/partnerships/partnership.ts'

/** The provider whose customers are counted in thousands, and its reseller. */
export const provider = accountOf('harbor')
export const reseller = accountOf('tern')
export const providerUser = callerOf('adam', provider)

export const seedTime = Date.parse('2026-01-01T00:00:00Z')

/** Partnership requests that are there from the start, half of them drafts. */
export const seededRequests = 2_000

export const partnership = Partnership.parse({
  providerId: provider.partnerId,
  resellerId: reseller.partnerId,
  resellerName: reseller.name,
  mpnId: reseller.mpnId,
  country: reseller.country,
  state: 'active',
  since: new Date(seedTime).toISOString(),
  requestId: '70000000-0000-4000-8000-ffffffffffff',
})

function accountOf(alias: OrganisationAlias): PartnerAccount {
  const { tenantId, ...organisation } = organisations[alias]
  return PartnerAccount.parse({ ...organisation, partnerId: tenantId, status: 'active' })
}

function callerOf(alias: PersonAlias, account: PartnerAccount): Caller {
  const { objectId, givenName, familyName, roles } = people[alias]
  return {
    partnerId: account.partnerId,
    userId: objectId,
    userName: `${alias}@${account.domain}`,
    displayName: `${givenName} ${familyName}`,
    applicationId: '',
    isUser: true,
    roles: [...roles],
    account,
  }
}
