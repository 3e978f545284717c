import * as z from 'zod'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { billingCycles } from '../../shared/domain/catalog/offer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { wireEnum } from '../../shared/wire/casing.ts'
import { collection } from '../../shared/wire/collection.ts'
import { hasBillingType, OrderListShape, orderToWire } from '../../shared/wire/orders/order.ts'

export const handler = endpoint(
  {
    name: 'list-orders',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/orders',
    summary: 'List the orders of a customer',
    partnerCenter: { differs: 'No prices: include_price is ignored' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: z.object({
      billingType: wireEnum(billingCycles)
        .optional()
        .meta({ description: 'Only orders billed so; unknown means all.' }),
    }),
    answers: { 200: OrderListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const { orders } = await readCustomer(caller, params.customerId, ['orders'])

    return ok(collection(orders.filter(hasBillingType(query.billingType)).map(orderToWire), selfOf(request.url)))
  },
)
