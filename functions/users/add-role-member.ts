import * as z from 'zod'
import { commitUser, openUser } from '../../shared/aggregates/users/customer-users.ts'
import { created } from '../../shared/command/answer.ts'
import { activeUser } from '../../shared/domain/customer-user.ts'
import { addRole } from '../../shared/domain/customer-user-change.ts'
import { findRole } from '../../shared/domain/directory-role.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { userManagers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { UserMemberToAdd, userMemberToWire } from '../../shared/wire/customer-user.ts'
import { UserMember } from '../../shared/wire/shapes/customer-user.ts'

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
    params: z.object({ customerId: CustomerId, roleId: Guid }),
    body: UserMemberToAdd,
    answers: { 201: UserMember },
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
