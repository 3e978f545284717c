import * as z from 'zod'
import { partnershipRoles } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { deleteSandboxReseller } from '../../shared/azure/sandbox.ts'
import { PartnerId } from '../../shared/domain/ids.ts'
import { checkSandboxProvider } from '../../shared/domain/sandbox.ts'

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
    params: z.object({ resellerTenantId: PartnerId }),
    answers: { 204: 'nothing' },
    faults: ['notASandboxProvider', 'sandboxResellerHasCustomers'],
  },
  ({ command, caller, params }) => {
    checkSandboxProvider(caller)

    return deleteSandboxReseller(command, caller, params.resellerTenantId)
  },
)
