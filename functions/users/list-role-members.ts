import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { userReaders } from '../../shared/azure/contract.ts'
import { pageOfUsers, usersOf } from '../../shared/azure/customer-users.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { selfOf } from '../../shared/azure/request.ts'
import { findRole } from '../../shared/domain/directory-role.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { page } from '../../shared/wire/collection.ts'
import { UsersQuery, userMemberToWire } from '../../shared/wire/customer-user.ts'

export const handler = endpoint(
  {
    name: 'list-role-members',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/directoryroles/{roleId:guid}/usermembers',
    summary: 'List the users of a customer that have a role, a page at a time',
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    params: z.object({ customerId: CustomerId, roleId: Guid }),
    query: UsersQuery,
    faults: ['customerNotFound', 'delegatedAdminMissing', 'directoryRoleNotFound'],
  },
  async ({ caller, params, query, request, now }) => {
    const { roleId } = findRole(params.roleId)
    const users = await usersOf(caller, params.customerId, now)
    const members = users.filter((user) => user.state === 'active' && user.roleIds.includes(roleId))
    const list = `members ${params.customerId} ${roleId}`
    const shown = pageOfUsers(members, query, list, request.headers.get('ms-continuationtoken'))

    return ok(
      page(
        shown.users.map((user) => userMemberToWire(user, roleId)),
        selfOf(request.url),
        shown.continuation,
      ),
    )
  },
)
