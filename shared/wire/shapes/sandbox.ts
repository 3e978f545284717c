import * as z from 'zod'
import { attributes, moment, shape } from '../shape.ts'

export const SandboxReseller = shape('SandboxReseller', () =>
  z.strictObject({
    accountId: z.guid(),
    mpnId: z.string(),
    tenant: z.strictObject({ id: z.guid(), adminUserAccount: z.string() }),
    agreementSignature: z.strictObject({
      id: z.guid(),
      accountId: z.guid(),
      agreementType: z.literal('ValueAddedReseller'),
      dateSigned: moment().optional(),
      signedBy: z.string().optional(),
    }),
    partnerRelationship: z.strictObject({
      id: z.guid(),
      name: z.string(),
      relationshipType: z.literal('is_indirect_reseller_of'),
      state: z.literal('Active'),
      mpnId: z.string(),
      attributes: attributes('PartnerRelationshipResponse'),
    }),
  }),
)
