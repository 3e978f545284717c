import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId, OrderId } from '../../shared/domain/ids.ts'
import { findOrder, findOrderLine } from '../../shared/domain/order.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { OrderLineKey } from '../../shared/wire/order.ts'
import { ActivationLinkList } from '../../shared/wire/shapes/entitlement.ts'

export const handler = endpoint(
  {
    name: 'list-line-activation-links',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}/lineitems/{lineItemNumber}/activationlinks',
    summary: 'List where one line of an order is still to be activated: nowhere',
    partnerCenter: { differs: 'Always empty: no marketplace products of other publishers are sold' },
    params: z.object({ customerId: CustomerId, orderId: OrderId }).extend(OrderLineKey.shape),
    answers: { 200: ActivationLinkList },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { orders } = await readCustomer(caller, params.customerId, ['orders'])
    findOrderLine(findOrder(orders, params.orderId), params.lineItemNumber)

    return ok(collection([]))
  },
)
