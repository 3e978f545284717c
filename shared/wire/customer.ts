import * as z from 'zod'
import { Address, type Customer, type CustomerSummary, NewCustomer } from '../domain/customer.ts'
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
      defaultAddress: Address,
    }),
    associatedPartnerId: NewCustomer.shape.associatedPartnerId,
    enableGDAPByDefault: z.boolean().optional(),
  })
  .transform(({ companyProfile, billingProfile, associatedPartnerId, enableGDAPByDefault }): NewCustomer => {
    const { defaultAddress: address, ...billing } = billingProfile
    return { ...companyProfile, ...billing, address, associatedPartnerId, enableGDAPByDefault }
  })

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
  const visible = delegatedAdmin ? { address: withoutNames(customer.address), email: customer.email } : {}
  const { firstName, lastName } = customer.address
  return {
    id: customerId,
    commerceId: customerId,
    companyProfile: { ...companyProfile(customer), ...visible },
    billingProfile: {
      ...billingProfile(customer),
      firstName,
      lastName,
      links: { self: link(`/customers/${customerId}/profiles/billing`) },
    },
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: delegatedAdmin,
    ...(delegatedAdmin && { customDomains: [customer.domain] }),
    ...associations(customer),
    links: { self: link(`/customers/${customerId}`) },
    attributes: { objectType: 'Customer' },
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

function billingProfile({ billingProfileId, email, culture, language, companyName, address }: Customer) {
  return {
    id: billingProfileId,
    email,
    culture,
    language,
    companyName,
    defaultAddress: address,
    attributes: { etag: billingEtag(billingProfileId, 1), objectType: 'CustomerBillingProfile' },
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
