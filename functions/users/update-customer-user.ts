import { commitUser, openUser, withoutSecret } from '../../shared/aggregates/users/customer-users.ts'
import { ok } from '../../shared/command/answer.ts'
import { changeUser } from '../../shared/domain/users/customer-user-change.ts'
import { userManagers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  CustomerUserWithPasswordShape,
  customerUserToWire,
  passwordToWire,
  UserToChange,
  withoutPassword,
} from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'update-customer-user',
    method: 'PATCH',
    route: 'v1/customers/{customerId:guid}/users/{userId:guid}',
    summary: 'Change a user of a customer, reset its password, or restore it after deletion',
    partnerCenter: { differs: 'A taken name is 409/971100' },
    roles: userManagers,
    userOnly: true,
    capability: 'customerUsers',
    body: UserToChange,
    answers: { 200: CustomerUserWithPasswordShape },
    faults: [
      'customerNotFound',
      'delegatedAdminMissing',
      'customerUserNotFound',
      'userPrincipalNameTaken',
      'requestIdReused',
    ],
  },
  async ({ command, caller, params, body, now }) => {
    const secretless = withoutSecret(command, body)
    const open = await openUser(secretless, caller, { ...params, userPrincipalName: body.userPrincipalName })
    const changed = changeUser(open.user, body, open, now)
    const { user } = changed ?? open
    await commitUser(open, changed, ok(customerUserToWire(user, withoutPassword(body.passwordProfile))))

    return ok(customerUserToWire(user, passwordToWire(body.passwordProfile)))
  },
)
