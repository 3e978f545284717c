import { pageOfUsers, usersOf } from '../../shared/aggregates/users/customer-users.ts'
import { ok } from '../../shared/command/answer.ts'
import { findRole } from '../../shared/domain/users/directory-role.ts'
import { userReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { page } from '../../shared/wire/collection.ts'
import { UserMemberListShape, UsersQuery, userMemberToWire } from '../../shared/wire/users/customer-user.ts'

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
    query: UsersQuery,
    answers: { 200: UserMemberListShape },
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
