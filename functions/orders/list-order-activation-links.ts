import { readPart } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findOrder } from '../../shared/domain/orders/order.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { ActivationLinkListShape } from '../../shared/wire/orders/activation-link.ts'

export const handler = endpoint(
  {
    name: 'list-order-activation-links',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders/{orderId}/activationlinks',
    summary: 'List where the lines of an order are still to be activated: nowhere',
    partnerCenter: { differs: 'Always empty: no marketplace products of other publishers are sold' },
    roles: anyRole,
    answers: { 200: ActivationLinkListShape },
    faults: ['customerNotFound', 'orderNotFound'],
  },
  async ({ caller, params }) => {
    const { customerId, orderId } = params
    const { orders } = await readPart(caller, { customerId, name: 'orders', id: orderId })
    findOrder(orders, orderId)

    return ok(collection([]))
  },
)
