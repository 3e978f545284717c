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
import { UserMemberList } from '../../shared/wire/shapes/customer-user.ts'

export const handler = endpoint(
  {
    name: 'list-role-members',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/directoryroles/{roleId:guid}/usermembers',
    summary: 'List the users of a customer that have a role, a page at a time',
    partnerCenter: 'same',
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    params: z.object({ customerId: CustomerId, roleId: Guid }),
    query: UsersQuery,
    answers: { 200: UserMemberList },
    faults: ['customerNotFound', 'delegatedAdminMissing', 'directoryRoleNotFound'],
  },
  async ({ caller, params, query, request, now }) => {
    const { roleId } = findRole(params.roleId)
    const users = await usersOf(caller, params.customerId, now)
    const members = users.filter((user) => user.state === 'active' && user.roleIds.includes(roleId))
    const list = `members ${params.customerId} ${roleId}`
    const shown = await pageOfUsers(list, query, request.headers.get('ms-continuationtoken'), () => members)

    return ok(
      page(
        shown.items.map((user) => userMemberToWire(user, roleId)),
        selfOf(request.url),
        shown,
      ),
    )
  },
)
