import * as z from 'zod'
import { isDomainTaken } from '../../shared/aggregates/customers/claims.ts'
import { DomainName } from '../../shared/domain/contact/email.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'check-domain',
    method: 'HEAD',
    route: 'v1/domains/{domain}',
    summary: 'See whether a domain is or was taken: 200 if so, 404 if it is free',
    partnerCenter: { differs: 'Knows the domains of this service only' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: z.object({ domain: DomainName }),
    answers: { 200: 'nothing', 404: 'nothing' },
    faults: [],
  },
  async ({ params }) => ({ status: (await isDomainTaken(params.domain)) ? 200 : 404 }),
)
