import * as z from 'zod'
import { attributes, links, listOf, shape } from '../shape.ts'

const place = () => ({
  country: z.string(),
  region: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  postalCode: z.string().optional(),
  phoneNumber: z.string().optional(),
})

const Address = shape('Address', () =>
  z.strictObject({
    ...place(),
    firstName: z.string(),
    middleName: z.string().optional(),
    lastName: z.string(),
  }),
)

const company = () => ({
  tenantId: z.guid(),
  domain: z.string(),
  companyName: z.string(),
  organizationRegistrationNumber: z.string().optional(),
  links: links('self'),
  attributes: attributes('CustomerCompanyProfile'),
})

const hidden = 'Missing where the customer has dropped delegated administration.'

export const CustomerCompanyProfile = shape('CustomerCompanyProfile', () =>
  z.strictObject({
    ...company(),
    address: z.strictObject(place()).meta({ description: hidden }).optional(),
    email: z.string().meta({ description: hidden }).optional(),
  }),
)

const CompanyProfileSummary = shape('CustomerCompanyProfileSummary', () => z.strictObject(company()))

const billing = () => ({
  id: z.guid(),
  email: z.string(),
  culture: z.string(),
  language: z.string(),
  companyName: z.string(),
  defaultAddress: Address(),
  attributes: attributes('CustomerBillingProfile', { etag: z.string() }),
})

export const CustomerBillingProfile = shape('CustomerBillingProfile', () =>
  z.strictObject({ ...billing(), firstName: z.string(), lastName: z.string(), links: links('self') }),
)

const customer = () => ({
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

export const Customer = shape('Customer', () =>
  z.strictObject({
    ...customer(),
    companyProfile: CustomerCompanyProfile(),
    billingProfile: CustomerBillingProfile(),
    customDomains: z.array(z.string()).meta({ description: hidden }).optional(),
    links: links('self'),
  }),
)

export const CreatedCustomer = shape('CreatedCustomer', () =>
  z.strictObject({
    ...customer(),
    companyProfile: CompanyProfileSummary(),
    billingProfile: z.strictObject(billing()),
    userCredentials: z.strictObject({
      userName: z.literal('admin'),
      password: z
        .string()
        .meta({ description: 'The temporary password. No other answer holds it; once it was noted it is gone.' })
        .optional(),
    }),
  }),
)

const CustomerSummary = shape('CustomerSummary', () =>
  z.strictObject({
    id: z.guid(),
    companyProfile: CompanyProfileSummary(),
    relationshipToPartner: z.literal('reseller'),
    links: links('self'),
    attributes: attributes('Customer'),
  }),
)

export const CustomerList = listOf('Customer', CustomerSummary)

export const CustomerRelationship = shape('CustomerRelationship', () =>
  z.strictObject({
    ...{ Id: z.null(), CommerceId: z.null(), CompanyProfile: z.null(), BillingProfile: z.null() },
    RelationshipToPartner: z.enum(['none', 'reseller']),
    AllowDelegatedAccess: z.boolean().nullable(),
    ...{ UserCredentials: z.null(), CustomDomains: z.null(), AssociatedPartnerId: z.null() },
    Attributes: z.strictObject({ ObjectType: z.literal('Customer') }),
  }),
)
