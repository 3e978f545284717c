import { hasSignedAgreement } from '../../shared/aggregates/partners/partner-lookup.ts'
import { ok } from '../../shared/command/answer.ts'
import { AgreementStatusQuery, askedPartner } from '../../shared/domain/customers/agreement-status.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { AgreementStatusShape } from '../../shared/wire/partners/partner.ts'

export const handler = endpoint(
  {
    name: 'get-agreement-status',
    method: 'GET',
    route: 'v1/compliance/csp/agreementstatus',
    summary: 'See whether a partner, by mpnId or tenantId, has signed the Microsoft Partner Agreement',
    partnerCenter: { differs: 'Knows the partners of this service only' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    userOnly: true,
    query: AgreementStatusQuery,
    answers: { 200: AgreementStatusShape },
    faults: [
      'agreementStatusOfNobody',
      'agreementStatusOfTwo',
      'agreementStatusMpnIdUnknown',
      'agreementStatusTenantUnknown',
    ],
  },
  async ({ query }) => ok({ isAgreementSigned: await hasSignedAgreement(askedPartner(query)) }),
)
