import { currencyOf } from '../domain/currency.ts'
import type { PartnerAccount } from '../domain/partner.ts'
import { link } from './collection.ts'

// Of an address only the country is known of a partner here; what is not known is left out.
const address = ({ country }: PartnerAccount) => ({ country })
const contact = ({ primaryContact }: PartnerAccount) => primaryContact && { primaryContact }

/** What any partner may see of any other: name and MPN id, to check an id before it goes on a subscription. */
export function mpnProfileToWire({ mpnId, name }: PartnerAccount) {
  return { mpnId, partnerName: name, ...profile('MpnProfile', 'mpn') }
}

/** Only an active account gets this far, so its vetting is over. */
export function legalBusinessProfileToWire(account: PartnerAccount) {
  return {
    companyName: account.name,
    address: address(account),
    ...contact(account),
    vettingStatus: 'authorized',
    vettingSubStatus: 'none',
    ...profile('LegalBusinessProfile', 'legalbusiness'),
  }
}

export function organizationProfileToWire(account: PartnerAccount) {
  const { partnerId, name, domain, email } = account
  return {
    id: partnerId,
    companyName: name,
    defaultAddress: address(account),
    tenantId: partnerId,
    ...(domain && { domain }),
    ...(email && { email }),
    ...profile('OrganizationProfile', 'organization'),
  }
}

export function billingProfileToWire(account: PartnerAccount) {
  return {
    companyName: account.name,
    address: address(account),
    ...contact(account),
    billingCurrency: currencyOf(account.country),
    ...profile('BillingProfile', 'billing'),
  }
}

export function supportProfileToWire({ email, primaryContact }: PartnerAccount) {
  return {
    ...(email && { email }),
    ...(primaryContact?.phoneNumber && { telephone: primaryContact.phoneNumber }),
    ...profile('support_profile', 'support', 'PartnerSupportProfile'),
  }
}

function profile(profileType: string, name: string, objectType = profileType) {
  return { profileType, links: { self: link(`/profiles/${name}`) }, attributes: { objectType } }
}
