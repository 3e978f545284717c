import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { commitOrder } from '../../shared/aggregates/customers/orders.ts'
import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { isAvailable } from '../../shared/domain/cloud.ts'
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
    const open = await openCustomer(command, caller, params.customerId, mpnIdsIn({ lineItems: body.addOns }))
    const before = findOrder(open.orders, params.orderId)
    const context = {
      ...open,
      catalogue: await catalogueOf(open.customer.address.country),
      subscriptionIds: body.addOns.map(() => randomUUID().toUpperCase()),
      agreementRequired: isAvailable('agreements', settings.cloud),
    }
    const changed = changeOrder(before, body, context, caller, now)

    return commitOrder(command, open, changed, (order = before) => ok(orderToWire(order)))
  },
)
