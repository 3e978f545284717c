import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { userReaders } from '../../shared/azure/contract.ts'
import { pageOfUsers, usersOf, wantedState } from '../../shared/azure/customer-users.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { selfOf } from '../../shared/azure/request.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { page } from '../../shared/wire/collection.ts'
import { customerUserToWire, UsersQuery } from '../../shared/wire/customer-user.ts'

export const handler = endpoint(
  {
    name: 'list-customer-users',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/users',
    summary: 'List the users of a customer, or with a filter by UserState the deleted ones, a page at a time',
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    params: z.object({ customerId: CustomerId }),
    query: UsersQuery,
    faults: ['customerNotFound', 'delegatedAdminMissing'],
  },
  async ({ caller, params, query, request, now }) => {
    const state = wantedState(query)
    const users = (await usersOf(caller, params.customerId, now)).filter((user) => user.state === state)
    const list = `users ${params.customerId} ${state}`
    const shown = pageOfUsers(users, query, list, request.headers.get('ms-continuationtoken'))

    return ok(
      page(
        shown.users.map((user) => customerUserToWire(user)),
        selfOf(request.url),
        shown.continuation,
      ),
    )
  },
)
