import { findUser } from '../../shared/aggregates/users/customer-users.ts'
import { ok } from '../../shared/command/answer.ts'
import { activeUser } from '../../shared/domain/users/customer-user.ts'
import { directoryRoles } from '../../shared/domain/users/directory-role.ts'
import { userReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { DirectoryRoleListShape, directoryRoleToWire } from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'list-user-roles',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/users/{userId:guid}/directoryroles',
    summary: 'List the roles of a user of a customer',
    partnerCenter: 'same',
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    answers: { 200: DirectoryRoleListShape },
    faults: ['customerNotFound', 'delegatedAdminMissing', 'customerUserNotFound'],
  },
  async ({ caller, params, now }) => {
    const { roleIds } = activeUser(await findUser(caller, params.customerId, params.userId, now), params.userId)
    const roles = directoryRoles.filter(({ roleId }) => roleIds.includes(roleId))

    return ok(collection(roles.map(directoryRoleToWire)))
  },
)
