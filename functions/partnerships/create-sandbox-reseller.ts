import { createSandboxReseller } from '../../shared/aggregates/partnerships/sandbox.ts'
import { created } from '../../shared/command/answer.ts'
import { checkSandboxProvider } from '../../shared/domain/sandbox.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { SandboxResellerToCreate, sandboxResellerToWire } from '../../shared/wire/sandbox.ts'
import { SandboxReseller } from '../../shared/wire/shapes/sandbox.ts'

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
    answers: { 201: SandboxReseller },
    faults: ['notASandboxProvider', 'sandboxResellersTooMany', 'sandboxResellerTaken'],
  },
  ({ command, caller, body }) => {
    checkSandboxProvider(caller)

    return createSandboxReseller(command, caller, body, (account, partnership) =>
      created(sandboxResellerToWire(body, account, partnership)),
    )
  },
)
