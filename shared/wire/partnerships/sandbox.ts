import * as z from 'zod'
import type { PartnerAccount } from '../../domain/partnerships/partner.ts'
import type { Partnership } from '../../domain/partnerships/partnership.ts'
import { NewSandboxReseller } from '../../domain/partnerships/sandbox.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

const { mpnId, domainPrefix, adminUserName, country, companyName, primaryContact } = NewSandboxReseller.shape

/** The body of POST: of all that Partner Center takes, what an account here is made of. */
export const SandboxResellerToCreate = z
  .object({
    mpnId,
    tenant: z.object({ domainPrefix, adminUserName, country }),
    legalBusinessProfile: z.object({ companyName, primaryContact }),
  })
  .transform(
    ({ tenant, legalBusinessProfile, ...rest }): NewSandboxReseller => ({
      ...rest,
      ...tenant,
      ...legalBusinessProfile,
    }),
  )

export const SandboxResellerShape = shape('SandboxReseller', () =>
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

export function sandboxResellerToWire(
  wanted: NewSandboxReseller,
  account: PartnerAccount,
  partnership: Partnership,
): Shaped<typeof SandboxResellerShape> {
  const { partnerId } = account
  return {
    accountId: partnerId,
    mpnId: account.mpnId,
    tenant: {
      id: partnerId,
      adminUserAccount: `${wanted.adminUserName}@${wanted.domainPrefix}.onmicrosoft.com`,
    },
    agreementSignature: {
      id: partnership.requestId,
      accountId: partnerId,
      agreementType: 'ValueAddedReseller',
      ...(account.partnerAgreement && {
        dateSigned: account.partnerAgreement.signedAt,
        signedBy: account.partnerAgreement.signedBy,
      }),
    },
    partnerRelationship: {
      id: partnerId,
      name: account.name,
      relationshipType: 'is_indirect_reseller_of',
      state: 'Active',
      mpnId: account.mpnId,
      attributes: { objectType: 'PartnerRelationshipResponse' },
    },
  }
}
