import { settings } from '../../azure/settings.ts'
import { accountOf, ownAccount } from '../../command/partner-accounts.ts'
import type { AskedPartner } from '../../domain/customers/agreement-status.ts'
import { Fault } from '../../domain/fault.ts'
import type { MpnId, PartnerId } from '../../domain/ids.ts'
import type { PartnerAccount } from '../../domain/partnerships/partner.ts'
import { accountWithMpnId } from './enrolment.ts'

/** The partner with an MPN id, or the caller itself. @throws {Fault} mpnProfileNotFound */
export async function partnerWithMpnId(partnerId: PartnerId, mpnId: MpnId | undefined): Promise<PartnerAccount> {
  if (mpnId === undefined) return ownAccount(partnerId)
  const account = await accountWithMpnId(mpnId)
  if (!account) throw new Fault('mpnProfileNotFound', { field: 'mpnId', mpnId })
  return account
}

/**
 * Whether a partner has signed the Microsoft Partner Agreement: those who enrol do, and the operator's own accounts could not
 * be in the settings without.
 * @throws {Fault} agreementStatusMpnIdUnknown, agreementStatusTenantUnknown
 */
export async function hasSignedAgreement(asked: AskedPartner): Promise<boolean> {
  const account = 'mpnId' in asked ? await accountWithMpnId(asked.mpnId) : await accountOf(asked.tenantId)
  if (account) return settings.accounts.has(account.partnerId) || account.partnerAgreement !== undefined
  if ('mpnId' in asked) throw new Fault('agreementStatusMpnIdUnknown', { field: 'mpnId', mpnId: asked.mpnId })
  throw new Fault('agreementStatusTenantUnknown', { field: 'tenantId', tenantId: asked.tenantId })
}
