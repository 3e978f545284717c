import { randomUUID } from 'node:crypto'
import { commitUser, openDirectory, withoutSecret } from '../../shared/aggregates/users/customer-users.ts'
import { ok } from '../../shared/command/answer.ts'
import { createUser } from '../../shared/domain/users/customer-user-change.ts'
import { userManagers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  CustomerUserWithPasswordShape,
  customerUserToWire,
  UserToCreate,
  withoutPassword,
} from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'create-customer-user',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/users',
    summary: 'Create a user of a customer; its password is in this answer only',
    partnerCenter: { differs: 'A taken name is 409/971100; a repeated request does not give the password again' },
    roles: userManagers,
    userOnly: true,
    capability: 'customerUsers',
    body: UserToCreate,
    answers: { 200: CustomerUserWithPasswordShape },
    faults: ['customerNotFound', 'delegatedAdminMissing', 'userPrincipalNameTaken', 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const secretless = withoutSecret(command, body)
    const open = await openDirectory(secretless, caller, { ...params, userPrincipalName: body.userPrincipalName })
    const created = createUser(body, randomUUID(), open, now)
    const { user } = created
    await commitUser(open, created, ok(customerUserToWire(user, withoutPassword(body.passwordProfile))))

    return ok(customerUserToWire(user, body.passwordProfile))
  },
)
