import { isAskedFor, pageOfUsers, usersOf } from '../../shared/aggregates/users/customer-users.ts'
import { ok } from '../../shared/command/answer.ts'
import { userReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { page } from '../../shared/wire/collection.ts'
import { CustomerUserListShape, customerUserToWire, UsersQuery } from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'list-customer-users',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/users',
    summary: 'List the users of a customer, or with a filter by UserState the deleted ones, a page at a time',
    partnerCenter: 'same',
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    query: UsersQuery,
    answers: { 200: CustomerUserListShape },
    faults: ['customerNotFound', 'delegatedAdminMissing'],
  },
  async ({ caller, params, query, request, now }) => {
    const users = await usersOf(caller, params.customerId, now)
    const token = request.headers.get('ms-continuationtoken')
    const shown = await pageOfUsers(`users ${params.customerId}`, query, token, (filter) =>
      users.filter(isAskedFor(filter)),
    )

    return ok(
      page(
        shown.items.map((user) => customerUserToWire(user)),
        selfOf(request.url),
        shown,
      ),
    )
  },
)
