import { commitUser, openUserToDelete } from '../../shared/aggregates/users/customer-users.ts'
import { noContent } from '../../shared/command/answer.ts'
import { deleteUser } from '../../shared/domain/users/customer-user-change.ts'
import { userManagers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'delete-customer-user',
    method: 'DELETE',
    route: 'v1/customers/{customerId:guid}/users/{userId:guid}',
    summary: 'Delete a user of a customer; for 30 days it can be restored',
    partnerCenter: 'same',
    roles: userManagers,
    userOnly: true,
    capability: 'customerUsers',
    answers: { 204: 'nothing' },
    faults: ['customerNotFound', 'delegatedAdminMissing', 'customerUserNotFound'],
  },
  async ({ command, caller, params, now }) => {
    const open = await openUserToDelete(command, caller, params)

    return commitUser(open, deleteUser(open.user, now), noContent())
  },
)
