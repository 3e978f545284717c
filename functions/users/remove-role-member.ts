import { commitUser, openUser } from '../../shared/aggregates/users/customer-users.ts'
import { noContent } from '../../shared/command/answer.ts'
import { activeUser } from '../../shared/domain/users/customer-user.ts'
import { removeRole } from '../../shared/domain/users/customer-user-change.ts'
import { findRole } from '../../shared/domain/users/directory-role.ts'
import { userManagers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'remove-role-member',
    method: 'DELETE',
    route: 'v1/customers/{customerId:guid}/directoryroles/{roleId:guid}/usermembers/{userId:guid}',
    summary: 'Take a role from a user of a customer',
    partnerCenter: 'same',
    roles: userManagers,
    userOnly: true,
    capability: 'customerUsers',
    answers: { 204: 'nothing' },
    faults: [
      'customerNotFound',
      'delegatedAdminMissing',
      'customerUserNotFound',
      'roleMemberNotFound',
      'directoryRoleNotFound',
    ],
  },
  async ({ command, caller, params }) => {
    const { roleId } = findRole(params.roleId)
    const open = await openUser(command, caller, params)
    await commitUser(open, removeRole(activeUser(open.user, params.userId), roleId), noContent())

    return noContent()
  },
)
