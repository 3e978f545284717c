import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId, OrderId } from '../../shared/domain/ids.ts'
import { findOrder, mpnIdsIn } from '../../shared/domain/order.ts'
import { changeOrder } from '../../shared/domain/order-change.ts'
import { orderers, orderFaults } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrderPatch, orderToWire } from '../../shared/wire/order.ts'
import { Order } from '../../shared/wire/shapes/order.ts'

export const handler = endpoint(
  {
    name: 'update-order',
    method: 'PATCH',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}',
    summary: 'Buy an add-on onto a subscription of an order, or bill the order in another cycle',
    partnerCenter: 'same',
    roles: orderers,
    params: z.object({ customerId: CustomerId, orderId: OrderId }),
    body: OrderPatch,
    answers: { 200: Order },
    faults: [
      'customerNotFound',
      'orderNotFound',
      'orderNotCancellable',
      'cycleChangeNotAllowed',
      ...orderFaults,
      'requestIdReused',
    ],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId, ['agreements', 'orders', 'subscriptions'], {
      mpnIds: mpnIdsIn({ lineItems: body.addOns }),
    })
    const before = findOrder(open.orders, params.orderId)
    const context = {
      ...open,
      ...(await termsOfSale(open.customer.address.country)),
      subscriptionIds: body.addOns.map(() => randomUUID().toUpperCase()),
    }
    const changed = changeOrder(before, body, context, caller, now)
    const { order = before } = changed ?? {}

    return commitCustomer(open, changed && { ...changed, orders: [order] }, ok(orderToWire(order)))
  },
)
