import { randomUUID } from 'node:crypto'
import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findOrder, mpnIdsIn } from '../../shared/domain/orders/order.ts'
import { changeOrder } from '../../shared/domain/orders/order-change.ts'
import { orderers, orderFaults } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrderPatch, OrderShape, orderToWire } from '../../shared/wire/orders/order.ts'

export const handler = endpoint(
  {
    name: 'update-order',
    method: 'PATCH',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}',
    summary: 'Buy an add-on onto a subscription of an order, or bill the order in another cycle',
    partnerCenter: { differs: 'What is changed on a line of the order is refused: it is changed on the subscription' },
    roles: orderers,
    body: OrderPatch,
    answers: { 200: OrderShape },
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
