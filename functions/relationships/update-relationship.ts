import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { changeRelationship } from '../../shared/domain/customers/customer-change.ts'
import { relationshipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  CustomerRelationshipShape,
  RelationshipChange,
  relationshipChangeFromWire,
  relationshipChangeToWire,
} from '../../shared/wire/customers/customer.ts'

export const handler = endpoint(
  {
    name: 'update-relationship',
    method: 'PATCH',
    route: 'v1/customers/{customerId:guid}',
    summary: 'End the relationship with a customer, or drop delegated administration only',
    partnerCenter: { differs: 'Subscriptions that are still active are 400/971023' },
    roles: relationshipRoles,
    userOnly: true,
    body: RelationshipChange,
    answers: { 200: CustomerRelationshipShape },
    faults: ['customerNotFound', 'subscriptionsActive', 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId, ['subscriptions'])
    const wanted = relationshipChangeFromWire(body, open.customer)
    const changed = changeRelationship(wanted, open.customer, open.subscriptions, now)
    const { customer } = changed ?? open

    return commitCustomer(open, changed, ok(relationshipChangeToWire(customer)))
  },
)
