import { commitRemoval, openPartnership } from '../../shared/aggregates/partnerships/partnerships.ts'
import { ok } from '../../shared/command/answer.ts'
import { removePartnership } from '../../shared/domain/partnerships/partnership-removal.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  PartnershipShape,
  partnershipToWire,
  RemovalToDeclare,
} from '../../shared/wire/partnerships/partnership-removal.ts'

export const handler = endpoint(
  {
    name: 'remove-partnership',
    method: 'POST',
    route: 'v1/partnerships/{resellerId:guid}/remove',
    summary:
      'Remove your partnership with a reseller, with a declaration; customers stay as they are, and nobody is notified',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    body: RemovalToDeclare,
    answers: { 200: PartnershipShape },
    faults: ['partnershipNotFound', 'removalNotConfirmed', 'declarationMissing', 'declarationOutdated'],
  },
  async ({ command, caller, params, body, language, now }) => {
    const open = await openPartnership(command, caller.partnerId, params.resellerId)
    const removed = removePartnership(open.partnership, { ...body, language }, caller, now)
    const { partnership } = removed ?? open

    return commitRemoval(open, removed, ok(partnershipToWire(partnership)))
  },
)
