import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { noContent } from '../../shared/command/answer.ts'
import { deleteCustomer } from '../../shared/domain/customers/customer-change.ts'
import { relationshipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'delete-customer',
    method: 'DELETE',
    route: 'v1/customers/{customerId:guid}',
    summary: 'Delete a customer of a sandbox, once its orders are cancelled or its subscriptions suspended',
    partnerCenter: 'same',
    roles: relationshipRoles,
    answers: { 204: 'nothing' },
    faults: ['customerNotFound', 'sandboxOnly', 'subscriptionsActive'],
  },
  async ({ command, caller, params, now }) => {
    const open = await openCustomer(command, caller, params.customerId, ['subscriptions'])
    const deleted = deleteCustomer(open.customer, open.subscriptions, caller, now)

    return commitCustomer(open, deleted, noContent())
  },
)
