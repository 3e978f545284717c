import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId, OrderId } from '../../shared/domain/ids.ts'
import { findOrder } from '../../shared/domain/order.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { ActivationLinkList } from '../../shared/wire/shapes/entitlement.ts'

export const handler = endpoint(
  {
    name: 'list-order-activation-links',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}/activationlinks',
    summary: 'List where the lines of an order are still to be activated: nowhere',
    partnerCenter: { differs: 'Always empty: no marketplace products of other publishers are sold' },
    params: z.object({ customerId: CustomerId, orderId: OrderId }),
    answers: { 200: ActivationLinkList },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { orders } = await readCustomer(caller, params.customerId, ['orders'])
    findOrder(orders, params.orderId)

    return ok(collection([]))
  },
)
