import { findUser } from '../../shared/aggregates/users/customer-users.ts'
import { ok } from '../../shared/command/answer.ts'
import { activeUser } from '../../shared/domain/users/customer-user.ts'
import { userReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CustomerUserShape, customerUserToWire } from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'get-customer-user',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/users/{userId:guid}',
    summary: 'Get one user of a customer',
    partnerCenter: 'same',
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    answers: { 200: CustomerUserShape },
    faults: ['customerNotFound', 'delegatedAdminMissing', 'customerUserNotFound'],
  },
  async ({ caller, params, now }) => {
    const user = await findUser(caller, params.customerId, params.userId, now)

    return ok(customerUserToWire(activeUser(user, params.userId)))
  },
)
