import { readPart } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findOrder } from '../../shared/domain/orders/order.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrderShape, orderToWire } from '../../shared/wire/orders/order.ts'

export const handler = endpoint(
  {
    name: 'get-order',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}',
    summary: 'Get one order of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: OrderShape },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { customerId, orderId } = params
    const { orders } = await readPart(caller, { customerId, name: 'orders', id: orderId })

    return ok(orderToWire(findOrder(orders, orderId)))
  },
)
