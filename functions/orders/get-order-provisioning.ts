import { readPart } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findOrder } from '../../shared/domain/orders/order.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrderProvisioningStatusListShape, orderProvisioningToWire } from '../../shared/wire/orders/provisioning.ts'

export const handler = endpoint(
  {
    name: 'get-order-provisioning',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}/provisioningstatus',
    summary: 'See how far the lines of an order are: fulfilled with the order itself',
    partnerCenter: { differs: 'Always fulfilled: with the order itself' },
    roles: ['GlobalAdmin', 'AdminAgent'],
    userOnly: true,
    answers: { 200: OrderProvisioningStatusListShape },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { customerId, orderId } = params
    const { orders } = await readPart(caller, { customerId, name: 'orders', id: orderId })

    return ok(orderProvisioningToWire(findOrder(orders, orderId)))
  },
)
