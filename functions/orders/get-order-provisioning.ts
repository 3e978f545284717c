import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId, OrderId } from '../../shared/domain/ids.ts'
import { findOrder } from '../../shared/domain/order.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { orderProvisioningToWire } from '../../shared/wire/provisioning.ts'
import { OrderProvisioningStatusList } from '../../shared/wire/shapes/order.ts'

export const handler = endpoint(
  {
    name: 'get-order-provisioning',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}/provisioningstatus',
    summary: 'See how far the lines of an order are: fulfilled with the order itself',
    partnerCenter: { differs: 'Always fulfilled: with the order itself' },
    roles: ['GlobalAdmin', 'AdminAgent'],
    userOnly: true,
    params: z.object({ customerId: CustomerId, orderId: OrderId }),
    answers: { 200: OrderProvisioningStatusList },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { orders } = await readCustomer(caller, params.customerId, ['orders'])

    return ok(orderProvisioningToWire(findOrder(orders, params.orderId)))
  },
)
