import { commitUser, openUser } from '../../shared/aggregates/users/customer-users.ts'
import { created } from '../../shared/command/answer.ts'
import { activeUser } from '../../shared/domain/users/customer-user.ts'
import { addRole } from '../../shared/domain/users/customer-user-change.ts'
import { findRole } from '../../shared/domain/users/directory-role.ts'
import { userManagers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { UserMemberShape, UserMemberToAdd, userMemberToWire } from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'add-role-member',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/directoryroles/{roleId:guid}/usermembers',
    summary: 'Give a user of a customer a role',
    partnerCenter: 'same',
    roles: userManagers,
    userOnly: true,
    capability: 'customerUsers',
    body: UserMemberToAdd,
    answers: { 201: UserMemberShape },
    faults: [
      'customerNotFound',
      'delegatedAdminMissing',
      'customerUserNotFound',
      'directoryRoleNotFound',
      'requestIdReused',
    ],
  },
  async ({ command, caller, params, body }) => {
    const { roleId } = findRole(params.roleId)
    const open = await openUser(command, caller, { customerId: params.customerId, userId: body.id })
    const user = activeUser(open.user, body.id)
    const answer = created(userMemberToWire(user, roleId))
    await commitUser(open, addRole(user, roleId), answer)

    return answer
  },
)
