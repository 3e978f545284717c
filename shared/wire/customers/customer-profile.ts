import * as z from 'zod'
import type { Address } from '../../domain/contact/address.ts'
import type { Customer, CustomerSummary } from '../../domain/customers/customer.ts'
import { BillingProfileChange } from '../../domain/customers/customer-change.ts'
import { line } from '../../domain/line.ts'
import { link, selfLinks } from '../collection.ts'
import { attributes, only, type Shaped, shape } from '../shape.ts'

const placeFields = () => ({
  country: z.string(),
  region: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  postalCode: z.string().optional(),
  phoneNumber: z.string().optional(),
})

const AddressShape = shape('Address', () =>
  z.strictObject({
    ...placeFields(),
    firstName: z.string(),
    middleName: z.string().optional(),
    lastName: z.string(),
  }),
)

const companyFields = () => ({
  tenantId: z.guid(),
  domain: z.string(),
  companyName: z.string(),
  organizationRegistrationNumber: z.string().optional(),
  links: selfLinks(),
  attributes: attributes('CustomerCompanyProfile'),
})

export const hiddenWithoutAdmin = 'Missing where the customer has dropped delegated administration.'

export const CustomerCompanyProfileShape = shape('CustomerCompanyProfile', () =>
  z.strictObject({
    ...companyFields(),
    address: z.strictObject(placeFields()).meta({ description: hiddenWithoutAdmin }).optional(),
    email: z.string().meta({ description: hiddenWithoutAdmin }).optional(),
  }),
)

/** The company profile without what needs delegated administration to be seen. */
export const CompanySummaryShape = shape('CustomerCompanyProfileSummary', () => z.strictObject(companyFields()))

export function companySummaryToWire({
  customerId,
  domain,
  companyName,
  organizationRegistrationNumber,
}: CustomerSummary & Partial<Customer>): Shaped<typeof CompanySummaryShape> {
  return {
    tenantId: customerId,
    domain,
    companyName,
    ...(organizationRegistrationNumber && { organizationRegistrationNumber }),
    links: { self: link(`/customers/${customerId}/profiles/company`) },
    attributes: { objectType: 'CustomerCompanyProfile' },
  }
}

/** The company profile by itself, with address and e-mail where delegated administration lets them be seen. */
export function companyProfileToWire(customer: Customer): Shaped<typeof CustomerCompanyProfileShape> {
  const visible = customer.delegatedAdmin ? { address: withoutNames(customer.address), email: customer.email } : {}
  return { ...companySummaryToWire(customer), ...visible }
}

const beforeName = ['country', 'region', 'city', 'state', 'addressLine1', 'addressLine2', 'postalCode'] as const

function withoutNames(address: Address) {
  return only(address, [...beforeName, 'phoneNumber'])
}

function addressToWire(address: Address): Shaped<typeof AddressShape> {
  return only(address, [...beforeName, 'firstName', 'middleName', 'lastName', 'phoneNumber'])
}

/** The billing profile as the answer to POST of a customer has it; it has no name in the API's description. */
export const BillingSummaryShape = () =>
  z.strictObject({
    id: z.guid(),
    email: z.string(),
    culture: z.string(),
    language: z.string(),
    companyName: z.string(),
    defaultAddress: AddressShape(),
    attributes: attributes('CustomerBillingProfile').extend({ etag: z.string() }),
  })

export const CustomerBillingProfileShape = shape('CustomerBillingProfile', () =>
  BillingSummaryShape().extend({ firstName: z.string(), lastName: z.string(), links: selfLinks() }),
)

export function billingSummaryToWire({
  billingProfileId,
  email,
  culture,
  language,
  companyName,
  address,
  billingVersion,
}: Customer): Shaped<typeof BillingSummaryShape> {
  return {
    id: billingProfileId,
    email,
    culture,
    language,
    companyName,
    defaultAddress: addressToWire(address),
    attributes: { etag: billingEtag(billingProfileId, billingVersion), objectType: 'CustomerBillingProfile' },
  }
}

/** The billing profile by itself. */
export function billingProfileToWire(customer: Customer): Shaped<typeof CustomerBillingProfileShape> {
  const { firstName, lastName } = customer.address
  return {
    ...billingSummaryToWire(customer),
    firstName,
    lastName,
    links: { self: link(`/customers/${customer.customerId}/profiles/billing`) },
  }
}

/** The body of PUT profiles/billing: the whole resource comes back, its etag in `attributes`. */
export const BillingProfileToPut = BillingProfileChange.extend({
  attributes: z.object({ etag: line({ max: 1000 }).optional() }).optional(),
}).meta({ id: 'BillingProfileToPut', description: 'The whole profile; what is left out stays.' })

/** The version that etags of a billing profile ask for: the current one, or one that never was. */
export function billingVersionOf(customer: Customer, etags: readonly string[]): number | undefined {
  if (etags.length === 0) return undefined
  const current = billingEtag(customer.billingProfileId, customer.billingVersion)
  return etags.includes(current) ? customer.billingVersion : -1
}

/** The billing profile's etag is a signed 64-bit number as text; this one changes with every version of the profile. */
function billingEtag(billingProfileId: string, version: number): string {
  const seed = BigInt(`0x${billingProfileId.replaceAll('-', '').slice(0, 16)}`)
  return BigInt.asIntN(64, seed + BigInt(version) * 0x9e3779b97f4a7c15n).toString()
}
