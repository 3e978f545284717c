import * as z from 'zod'
import { attributes, links, listOf, shape } from '../shape.ts'

const CompanyProfile = shape('CustomerCompanyProfile', () =>
  z.strictObject({
    tenantId: z.guid(),
    domain: z.string(),
    companyName: z.string(),
    organizationRegistrationNumber: z.string().optional(),
    links: links('self'),
    attributes: attributes('CustomerCompanyProfile'),
  }),
)

const CustomerSummary = shape('CustomerSummary', () =>
  z.strictObject({
    id: z.guid(),
    companyProfile: CompanyProfile(),
    relationshipToPartner: z.literal('reseller'),
    links: links('self'),
    attributes: attributes('Customer'),
  }),
)

export const CustomerList = listOf('Customer', CustomerSummary)
