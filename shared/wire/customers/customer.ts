import * as z from 'zod'
import { GivenAddress } from '../../domain/contact/address.ts'
import { type Customer, type CustomerSummary, NewCustomer } from '../../domain/customers/customer.ts'
import type { changeRelationship } from '../../domain/customers/customer-change.ts'
import { wireEnum } from '../casing.ts'
import { link, listOf, selfLinks } from '../collection.ts'
import { attributes, type Shaped, shape } from '../shape.ts'
import {
  BillingSummaryShape,
  billingProfileToWire,
  billingSummaryToWire,
  CompanySummaryShape,
  CustomerBillingProfileShape,
  CustomerCompanyProfileShape,
  companyProfileToWire,
  companySummaryToWire,
  hiddenWithoutAdmin,
} from './customer-profile.ts'

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

const customerFields = () => ({
  id: z.guid(),
  commerceId: z.guid(),
  relationshipToPartner: z.literal('reseller'),
  allowDelegatedAccess: z.boolean(),
  associatedPartnerId: z
    .guid()
    .meta({ description: 'Tenant id of the indirect reseller; missing for a customer of your own.' })
    .optional(),
  enableGDAPByDefault: z.boolean().optional(),
  attributes: attributes('Customer'),
})

export const CreatedCustomerShape = shape('CreatedCustomer', () =>
  z.strictObject({
    ...customerFields(),
    companyProfile: CompanySummaryShape(),
    billingProfile: BillingSummaryShape(),
    userCredentials: z.strictObject({
      userName: z.literal('admin'),
      password: z
        .string()
        .meta({ description: 'The temporary password. No other answer holds it; once it was noted it is gone.' })
        .optional(),
    }),
  }),
)

/** The answer to POST: with the admin's credentials, which no other answer holds. */
export function createdCustomerToWire(
  customer: Customer,
  password: string | undefined,
): Shaped<typeof CreatedCustomerShape> {
  return {
    id: customer.customerId,
    commerceId: customer.customerId,
    companyProfile: companySummaryToWire(customer),
    billingProfile: billingSummaryToWire(customer),
    relationshipToPartner: 'reseller',
    allowDelegatedAccess: customer.delegatedAdmin,
    userCredentials: { userName: 'admin', ...(password !== undefined && { password }) },
    ...associations(customer),
    attributes: { objectType: 'Customer' },
  }
}

export const CustomerShape = shape('Customer', () =>
  z.strictObject({
    ...customerFields(),
    companyProfile: CustomerCompanyProfileShape(),
    billingProfile: CustomerBillingProfileShape(),
    customDomains: z.array(z.string()).meta({ description: hiddenWithoutAdmin }).optional(),
    links: selfLinks(),
  }),
)

/** The answer to GET of one customer. Without delegated admin rights its address, e-mail and domains stay hidden. */
export function customerToWire(customer: Customer): Shaped<typeof CustomerShape> {
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

/** The .NET SDK's numbers; `unknown` and absent say nothing. */
const relationships = ['unknown', 'reseller', 'advisor', 'syndication', 'microsoft_support', 'none'] as const

/** The body of PATCH: the end of the relationship or of delegated administration, most often within the whole resource. */
export const RelationshipChange = z
  .object({ relationshipToPartner: wireEnum(relationships).optional(), allowDelegatedAccess: z.boolean().optional() })
  .meta({ id: 'RelationshipChange', description: 'Either relationshipToPartner none, or allowDelegatedAccess false.' })
export type RelationshipChange = z.infer<typeof RelationshipChange>

/**
 * What a PATCH asks for. `none` is also the default of clients that only drop delegated administration, and those say so by
 * taking it away; whoever sends the customer as it was read, with `none` in it, wants the end.
 */
export function relationshipChangeFromWire(
  { relationshipToPartner, allowDelegatedAccess }: RelationshipChange,
  { delegatedAdmin }: Customer,
): Parameters<typeof changeRelationship>[0] {
  if (allowDelegatedAccess === false && delegatedAdmin) return 'dropDelegatedAdmin'
  if (relationshipToPartner === 'none') return 'end'
  return allowDelegatedAccess && !delegatedAdmin ? 'restoreDelegatedAdmin' : 'nothing'
}

export const CustomerRelationshipShape = shape('CustomerRelationship', () =>
  z.strictObject({
    ...{ Id: z.null(), CommerceId: z.null(), CompanyProfile: z.null(), BillingProfile: z.null() },
    RelationshipToPartner: z.enum(['none', 'reseller']),
    AllowDelegatedAccess: z.boolean().nullable(),
    ...{ UserCredentials: z.null(), CustomDomains: z.null(), AssociatedPartnerId: z.null() },
    Attributes: z.strictObject({ ObjectType: z.literal('Customer') }),
  }),
)

/** The answer to PATCH: in PascalCase, with nulls (recorded). */
export function relationshipChangeToWire(customer: Customer): Shaped<typeof CustomerRelationshipShape> {
  const isEnded = customer.relationship === 'ended'
  return {
    ...{ Id: null, CommerceId: null, CompanyProfile: null, BillingProfile: null },
    RelationshipToPartner: isEnded ? 'none' : 'reseller',
    AllowDelegatedAccess: isEnded ? null : customer.delegatedAdmin,
    ...{ UserCredentials: null, CustomDomains: null, AssociatedPartnerId: null },
    Attributes: { ObjectType: 'Customer' },
  }
}

const CustomerSummaryShape = shape('CustomerSummary', () =>
  z.strictObject({
    id: z.guid(),
    companyProfile: CompanySummaryShape(),
    relationshipToPartner: z.literal('reseller'),
    links: selfLinks(),
    attributes: attributes('Customer'),
  }),
)

export const CustomerListShape = listOf('Customer', CustomerSummaryShape)

/** A customer in a list. */
export function customerSummaryToWire(customer: CustomerSummary): Shaped<typeof CustomerSummaryShape> {
  return {
    id: customer.customerId,
    companyProfile: companySummaryToWire(customer),
    relationshipToPartner: 'reseller',
    links: { self: link(`/customers/${customer.customerId}`) },
    attributes: { objectType: 'Customer' },
  }
}

function associations({ associatedPartnerId, enableGDAPByDefault }: Customer) {
  return {
    ...(associatedPartnerId && { associatedPartnerId }),
    ...(enableGDAPByDefault !== undefined && { enableGDAPByDefault }),
  }
}
