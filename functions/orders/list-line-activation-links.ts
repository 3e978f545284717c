import { readPart } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findOrder, findOrderLine } from '../../shared/domain/orders/order.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { ActivationLinkListShape } from '../../shared/wire/orders/activation-link.ts'
import { OrderLineKey } from '../../shared/wire/orders/order.ts'

export const handler = endpoint(
  {
    name: 'list-line-activation-links',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}/lineitems/{lineItemNumber}/activationlinks',
    summary: 'List where one line of an order is still to be activated: nowhere',
    partnerCenter: { differs: 'Always empty: no marketplace products of other publishers are sold' },
    roles: anyRole,
    params: OrderLineKey,
    answers: { 200: ActivationLinkListShape },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { customerId, orderId } = params
    const { orders } = await readPart(caller, { customerId, name: 'orders', id: orderId })
    findOrderLine(findOrder(orders, orderId), params.lineItemNumber)

    return ok(collection([]))
  },
)
