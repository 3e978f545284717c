import * as z from 'zod'
import { type Address, GivenAddress } from '../domain/address.ts'
import { type Customer, type CustomerSummary, NewCustomer } from '../domain/customer.ts'
import { BillingProfileChange } from '../domain/customer-change.ts'
import { line } from '../domain/line.ts'
import { wireEnum } from './casing.ts'
import { link } from './collection.ts'

/** The body of POST /v1/customers. `relationshipToPartner` is whatever the client's default is, and means nothing here. */
export const CustomerToCreate = z
  .object({
    companyProfile: z.object({
      domain: NewCustomer.shape.domain,
      organizationRegistrationNumber: NewCustomer.shape.organizationRegistrationNumber,
    }),
    billingProfile: z.object({
      email: NewCustomer.shape.email,
      culture: NewCustomer.shape.culture,
      language: NewCustomer.shape.language,
      companyName: NewCustomer.shape.companyName,
      defaultAddress: GivenAddress,
    }),
    associatedPartnerId: NewCustomer.shape.associatedPartnerId,
    enableGDAPByDefault: z.boolean().optional(),
  })
  .transform(({ companyProfile, billingProfile, associatedPartnerId, enableGDAPByDefault }): NewCustomer => {
    const { defaultAddress: address, ...billing } = billingProfile
    return { ...companyProfile, ...billing, address, associatedPartnerId, enableGDAPByDefault }
  })
  .meta({ id: 'CustomerToCreate' })

/** The answer to POST: with the admin's credentials, which no other answer holds. */
export function createdCustomerToWire(customer: Customer, password: string | undefined) {
  return {
    id: customer.customerId,
    commerceId: customer.customerId,
    companyProfile: companyProfile(customer),
    billingProfile: billingProfile(customer),
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: customer.delegatedAdmin,
    userCredentials: { userName: 'admin', ...(password !== undefined && { password }) },
    ...associations(customer),
    attributes: { objectType: 'Customer' },
  }
}

/** The answer to GET of one customer. Without delegated admin rights its address, e-mail and domains stay hidden. */
export function customerToWire(customer: Customer) {
  const { customerId, delegatedAdmin } = customer
  return {
    id: customerId,
    commerceId: customerId,
    companyProfile: companyProfileToWire(customer),
    billingProfile: billingProfileToWire(customer),
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: delegatedAdmin,
    ...(delegatedAdmin && { customDomains: [customer.domain] }),
    ...associations(customer),
    links: { self: link(`/customers/${customerId}`) },
    attributes: { objectType: 'Customer' },
  }
}

/** The billing profile by itself. */
export function billingProfileToWire(customer: Customer) {
  const { firstName, lastName } = customer.address
  return {
    ...billingProfile(customer),
    firstName,
    lastName,
    links: { self: link(`/customers/${customer.customerId}/profiles/billing`) },
  }
}

/** The company profile by itself, with address and e-mail where delegated administration lets them be seen. */
export function companyProfileToWire(customer: Customer) {
  const visible = customer.delegatedAdmin ? { address: withoutNames(customer.address), email: customer.email } : {}
  return { ...companyProfile(customer), ...visible }
}

/** The body of PUT profiles/billing: the whole resource comes back, its etag in `attributes`. */
export const BillingProfileToPut = BillingProfileChange.extend({
  attributes: z.object({ etag: line({ max: 1000 }).optional() }).optional(),
}).meta({ id: 'BillingProfileToPut', description: 'The whole profile; what is left out stays.' })

/** The version that an etag of a billing profile stands for: the current one, or one that never was. */
export function billingVersionOf(customer: Customer, etag: string | undefined): number | undefined {
  if (etag === undefined || etag === '') return undefined
  const given = etag.replace(/^W\/|"/g, '')
  return given === billingEtag(customer.billingProfileId, customer.billingVersion) ? customer.billingVersion : -1
}

/** The .NET SDK's numbers; `unknown` and absent say nothing. */
const relationships = ['unknown', 'reseller', 'advisor', 'syndication', 'microsoft_support', 'none'] as const

/**
 * The body of PATCH: either the end of the relationship or the end of delegated administration. A client's default for the
 * relationship can be `none`, so that counts only where nothing is said of delegated administration.
 */
export const RelationshipChange = z
  .object({ relationshipToPartner: wireEnum(relationships).optional(), allowDelegatedAccess: z.boolean().optional() })
  .transform(({ relationshipToPartner, allowDelegatedAccess }) => {
    if (allowDelegatedAccess === false) return 'dropDelegatedAdmin' as const
    return relationshipToPartner === 'none' && allowDelegatedAccess === undefined
      ? ('end' as const)
      : ('nothing' as const)
  })
  .meta({ id: 'RelationshipChange', description: 'Either relationshipToPartner none, or allowDelegatedAccess false.' })
export type RelationshipChange = z.infer<typeof RelationshipChange>

/** The answer to PATCH: in PascalCase, with nulls (recorded). */
export function relationshipChangeToWire(customer: Customer) {
  const isEnded = customer.relationship === 'ended'
  return {
    ...{ Id: null, CommerceId: null, CompanyProfile: null, BillingProfile: null },
    RelationshipToPartner: isEnded ? 'none' : 'reseller',
    AllowDelegatedAccess: isEnded ? null : customer.delegatedAdmin,
    ...{ UserCredentials: null, CustomDomains: null, AssociatedPartnerId: null },
    Attributes: { ObjectType: 'Customer' },
  }
}

/** A customer in a list. */
export function customerSummaryToWire(customer: CustomerSummary) {
  return {
    id: customer.customerId,
    companyProfile: companyProfile(customer),
    relationshipToPartner: 'reseller',
    links: { self: link(`/customers/${customer.customerId}`) },
    attributes: { objectType: 'Customer' },
  }
}

function companyProfile({
  customerId,
  domain,
  companyName,
  organizationRegistrationNumber,
}: CustomerSummary & Partial<Customer>) {
  return {
    tenantId: customerId,
    domain,
    companyName,
    ...(organizationRegistrationNumber && { organizationRegistrationNumber }),
    links: { self: link(`/customers/${customerId}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  }
}

function billingProfile({
  billingProfileId,
  email,
  culture,
  language,
  companyName,
  address,
  billingVersion,
}: Customer) {
  return {
    id: billingProfileId,
    email,
    culture,
    language,
    companyName,
    defaultAddress: address,
    attributes: { etag: billingEtag(billingProfileId, billingVersion), objectType: 'CustomerBillingProfile' },
  }
}

/** The billing profile's etag is a signed 64-bit number as text; this one changes with every version of the profile. */
function billingEtag(billingProfileId: string, version: number): string {
  const seed = BigInt(`0x${billingProfileId.replaceAll('-', '').slice(0, 16)}`)
  return BigInt.asIntN(64, seed + BigInt(version) * 0x9e3779b97f4a7c15n).toString()
}

function withoutNames({ firstName: _, middleName: __, lastName: ___, ...address }: Address) {
  return address
}

function associations({ associatedPartnerId, enableGDAPByDefault }: Customer) {
  return {
    ...(associatedPartnerId && { associatedPartnerId }),
    ...(enableGDAPByDefault !== undefined && { enableGDAPByDefault }),
  }
}
