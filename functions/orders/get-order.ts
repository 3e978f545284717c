import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId, OrderId } from '../../shared/domain/ids.ts'
import { findOrder } from '../../shared/domain/order.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { orderToWire } from '../../shared/wire/order.ts'
import { Order } from '../../shared/wire/shapes/order.ts'

export const handler = endpoint(
  {
    name: 'get-order',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}',
    summary: 'Get one order of a customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    params: z.object({ customerId: CustomerId, orderId: OrderId }),
    answers: { 200: Order },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { orders } = await readCustomer(caller, params.customerId, ['orders'])

    return ok(orderToWire(findOrder(orders, params.orderId)))
  },
)
