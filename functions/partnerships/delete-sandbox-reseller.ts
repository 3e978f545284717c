import { commitSandbox, openSandboxToDelete } from '../../shared/aggregates/partnerships/sandbox.ts'
import { noContent } from '../../shared/command/answer.ts'
import { checkSandboxProvider, removeReseller } from '../../shared/domain/partnerships/sandbox.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'delete-sandbox-reseller',
    method: 'DELETE',
    route: 'v1/sandboxIndirectReseller/{resellerTenantId:guid}',
    summary: 'Delete a reseller of your sandbox, once its customers are deleted',
    partnerCenter: 'same',
    roles: partnershipRoles,
    userOnly: true,
    capability: 'indirectModel',
    answers: { 204: 'nothing' },
    faults: ['notASandboxProvider', 'sandboxResellerHasCustomers'],
  },
  async ({ command, caller, params }) => {
    checkSandboxProvider(caller)
    const open = await openSandboxToDelete(command, caller, params.resellerTenantId)
    const removed = removeReseller(open)

    return commitSandbox(open, removed, noContent())
  },
)
