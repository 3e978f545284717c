import {
  commitSandbox,
  enrolSandboxReseller,
  openSandbox,
  sandboxResellerId,
} from '../../shared/aggregates/partnerships/sandbox.ts'
import { created } from '../../shared/command/answer.ts'
import { checkNewReseller, checkRoom, enrolmentOf, joinReseller } from '../../shared/domain/partnerships/sandbox.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  SandboxResellerShape,
  SandboxResellerToCreate,
  sandboxResellerToWire,
} from '../../shared/wire/partnerships/sandbox.ts'

export const handler = endpoint(
  {
    name: 'create-sandbox-reseller',
    method: 'POST',
    route: 'v1/sandboxIndirectReseller',
    summary: 'Make an indirect reseller to try things out with, joined to your sandbox; five at most',
    partnerCenter: { differs: 'An account is made but no directory: no password; an MPN id is of one reseller' },
    roles: partnershipRoles,
    userOnly: true,
    capability: 'indirectModel',
    body: SandboxResellerToCreate,
    answers: { 201: SandboxResellerShape },
    faults: ['notASandboxProvider', 'sandboxResellersTooMany', 'sandboxResellerTaken', 'regionMismatch'],
  },
  async ({ command, caller, body, now }) => {
    checkNewReseller(body, caller)
    const open = await openSandbox(command, caller, sandboxResellerId(caller.partnerId, body.mpnId))
    checkRoom(open.resellers, open.resellerId)
    const account = await enrolSandboxReseller(open, caller, enrolmentOf(body))
    const joined = joinReseller({ resellers: open.resellers, earlier: open.partnership }, account, open.ids, now)

    return commitSandbox(open, joined, created(sandboxResellerToWire(body, account, joined.partnership)))
  },
)
