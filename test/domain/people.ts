import { PartnerId } from '../../shared/domain/ids.ts'
import type { Caller, PartnerAccount, Role } from '../../shared/domain/partnerships/partner.ts'

export const now = new Date('2026-03-10T12:00:00.000Z')

export const provider: PartnerAccount = {
  partnerId: PartnerId.parse('aaaaaaaa-0000-4000-8000-000000000001'),
  kind: 'indirectProvider',
  status: 'active',
  name: 'Harbor Distribution',
  country: 'US',
  mpnId: '4400001' as PartnerAccount['mpnId'],
  domain: 'harbor.example',
  email: 'partners@harbor.example',
}

export const reseller: PartnerAccount = {
  ...provider,
  partnerId: PartnerId.parse('bbbbbbbb-0000-4000-8000-000000000002'),
  kind: 'indirectReseller',
  name: 'Tern Cloud Services',
  mpnId: '4400002' as PartnerAccount['mpnId'],
  domain: 'tern.example',
}

export function callerOf(
  account: PartnerAccount | undefined,
  roles: readonly Role[] = ['GlobalAdmin', 'AdminAgent'],
  isUser = true,
): Caller {
  return {
    partnerId: account?.partnerId ?? PartnerId.parse('cccccccc-0000-4000-8000-000000000003'),
    userId: 'dddddddd-0000-4000-8000-000000000004',
    userName: 'ana@harbor.example',
    displayName: 'Ana',
    applicationId: '',
    isUser,
    roles,
    account,
  }
}
