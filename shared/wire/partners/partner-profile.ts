import * as z from 'zod'
import { currencyOf } from '../../domain/catalog/currency.ts'
import { cultureOf } from '../../domain/contact/country.ts'
import type { PartnerAccount } from '../../domain/partnerships/partner.ts'
import { link, selfLinks } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'
import { PrimaryContactShape } from './partner.ts'

// Of an address only the country is known of a partner here; what is not known is left out.
const address = ({ country }: PartnerAccount): Shaped<typeof CountryOnlyShape> => ({ country })
const contact = ({ primaryContact }: PartnerAccount) => primaryContact && { primaryContact }

const profileFields = <const P extends string, const O extends string>(profileType: P, objectType: O) => ({
  profileType: z.literal(profileType),
  links: selfLinks(),
  attributes: attributes(objectType),
})

const CountryOnlyShape = () => z.strictObject({ country: z.string() })

export const MpnProfileShape = shape('MpnProfile', () =>
  z.strictObject({ mpnId: z.string(), partnerName: z.string(), ...profileFields('MpnProfile', 'MpnProfile') }),
)

/** What any partner may see of any other: name and MPN id, to check an id before it goes on a subscription. */
export function mpnProfileToWire({ mpnId, name }: PartnerAccount): Shaped<typeof MpnProfileShape> {
  return { mpnId, partnerName: name, ...profile('MpnProfile', 'MpnProfile', 'mpn') }
}

export const LegalBusinessProfileShape = shape('LegalBusinessProfile', () =>
  z.strictObject({
    companyName: z.string(),
    address: CountryOnlyShape(),
    primaryContact: PrimaryContactShape().optional(),
    vettingStatus: z.literal('authorized'),
    vettingSubStatus: z.literal('none'),
    ...profileFields('LegalBusinessProfile', 'LegalBusinessProfile'),
  }),
)

/** Only an active account gets this far, so its vetting is over. */
export function legalBusinessProfileToWire(account: PartnerAccount): Shaped<typeof LegalBusinessProfileShape> {
  return {
    companyName: account.name,
    address: address(account),
    ...contact(account),
    vettingStatus: 'authorized',
    vettingSubStatus: 'none',
    ...profile('LegalBusinessProfile', 'LegalBusinessProfile', 'legalbusiness'),
  }
}

export const OrganizationProfileShape = shape('OrganizationProfile', () =>
  z.strictObject({
    id: z.guid(),
    companyName: z.string(),
    defaultAddress: CountryOnlyShape(),
    tenantId: z.guid(),
    culture: z.string(),
    language: z.string(),
    domain: z.string().optional(),
    email: z.string().optional(),
    ...profileFields('OrganizationProfile', 'OrganizationProfile'),
  }),
)

export function organizationProfileToWire(account: PartnerAccount): Shaped<typeof OrganizationProfileShape> {
  const { partnerId, name, domain, email, country } = account
  // PowerShell takes them for its own, and for the culture of the customers that it creates.
  const culture = cultureOf(country)
  return {
    id: partnerId,
    companyName: name,
    defaultAddress: address(account),
    tenantId: partnerId,
    culture,
    language: culture.replace(/-.*/, ''),
    ...(domain && { domain }),
    ...(email && { email }),
    ...profile('OrganizationProfile', 'OrganizationProfile', 'organization'),
  }
}

export const PartnerBillingProfileShape = shape('PartnerBillingProfile', () =>
  z.strictObject({
    companyName: z.string(),
    address: CountryOnlyShape(),
    primaryContact: PrimaryContactShape().optional(),
    billingCurrency: z.string(),
    ...profileFields('BillingProfile', 'BillingProfile'),
  }),
)

export function partnerBillingProfileToWire(account: PartnerAccount): Shaped<typeof PartnerBillingProfileShape> {
  return {
    companyName: account.name,
    address: address(account),
    ...contact(account),
    billingCurrency: currencyOf(account.country),
    ...profile('BillingProfile', 'BillingProfile', 'billing'),
  }
}

export const SupportProfileShape = shape('PartnerSupportProfile', () =>
  z.strictObject({
    email: z.string().optional(),
    telephone: z.string().optional(),
    ...profileFields('support_profile', 'PartnerSupportProfile'),
  }),
)

export function supportProfileToWire({ email, primaryContact }: PartnerAccount): Shaped<typeof SupportProfileShape> {
  return {
    ...(email && { email }),
    ...(primaryContact?.phoneNumber && { telephone: primaryContact.phoneNumber }),
    ...profile('support_profile', 'PartnerSupportProfile', 'support'),
  }
}

function profile<const P extends string, const O extends string>(profileType: P, objectType: O, name: string) {
  return { profileType, links: { self: link(`/profiles/${name}`) }, attributes: { objectType } }
}
