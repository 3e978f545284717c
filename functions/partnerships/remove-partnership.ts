import * as z from 'zod'
import { removeReseller } from '../../shared/aggregates/partnerships/partnership-removal.ts'
import { ok } from '../../shared/command/answer.ts'
import { PartnerId } from '../../shared/domain/ids.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { partnershipToWire, RemovalToDeclare } from '../../shared/wire/partnership-removal.ts'
import { Partnership } from '../../shared/wire/shapes/partnership-removal.ts'

export const handler = endpoint(
  {
    name: 'remove-partnership',
    method: 'POST',
    route: 'v1/partnerships/{resellerId:guid}/remove',
    summary:
      'Remove your partnership with a reseller, with a declaration; customers stay as they are, and nobody is told',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    params: z.object({ resellerId: PartnerId }),
    body: RemovalToDeclare,
    answers: { 200: Partnership },
    faults: ['partnershipNotFound', 'removalNotConfirmed', 'declarationMissing', 'declarationOutdated'],
  },
  ({ command, caller, params, body, language }) =>
    removeReseller(command, caller, { resellerId: params.resellerId, declared: { ...body, language } }, (partnership) =>
      ok(partnershipToWire(partnership)),
    ),
)
