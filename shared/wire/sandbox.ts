import * as z from 'zod'
import type { PartnerAccount } from '../domain/partner.ts'
import type { Partnership } from '../domain/partnership.ts'
import { NewSandboxReseller } from '../domain/sandbox.ts'

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

export function sandboxResellerToWire(wanted: NewSandboxReseller, account: PartnerAccount, partnership: Partnership) {
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
