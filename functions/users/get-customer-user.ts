import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { userReaders } from '../../shared/azure/contract.ts'
import { findUser } from '../../shared/azure/customer-users.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { activeUser } from '../../shared/domain/customer-user.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { customerUserToWire } from '../../shared/wire/customer-user.ts'
import { CustomerUser } from '../../shared/wire/shapes/customer-user.ts'

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
    params: z.object({ customerId: CustomerId, userId: Guid }),
    answers: { 200: CustomerUser },
    faults: ['customerNotFound', 'delegatedAdminMissing', 'customerUserNotFound'],
  },
  async ({ caller, params, now }) => {
    const user = await findUser(caller, params.customerId, params.userId, now)

    return ok(customerUserToWire(activeUser(user, params.userId)))
  },
)
