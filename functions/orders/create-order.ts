import { randomUUID } from 'node:crypto'
import { termsOfSale } from '../../shared/aggregates/catalog/catalogue.ts'
import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { created } from '../../shared/command/answer.ts'
import { mpnIdsIn } from '../../shared/domain/orders/order.ts'
import { placeOrder } from '../../shared/domain/orders/order-placement.ts'
import { orderers, orderFaults } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { OrderShape, OrderToPlace, orderToWire } from '../../shared/wire/orders/order.ts'

export const handler = endpoint(
  {
    name: 'create-order',
    method: 'POST',
    route: 'v1/customers/{customerId:guid}/orders',
    summary: 'Order up to 45 offers for a customer, all or none; each becomes a subscription',
    partnerCenter: {
      differs:
        'Completed at once; 45 lines at most; own end dates, other renewals, promotions and further resellers are refused',
    },
    roles: orderers,
    body: OrderToPlace,
    answers: { 201: OrderShape },
    faults: ['customerNotFound', ...orderFaults, 'requestIdReused'],
  },
  async ({ command, caller, params, body, now }) => {
    const open = await openCustomer(command, caller, params.customerId, ['agreements', 'subscriptions'], {
      mpnIds: mpnIdsIn(body),
    })
    const context = {
      ...open,
      ...(await termsOfSale(open.customer.address.country)),
      orderId: randomUUID(),
      subscriptionIds: body.lineItems.map(() => randomUUID().toUpperCase()),
    }
    const { order, subscriptions, event } = placeOrder(body, context, caller, now)

    return commitCustomer(open, { orders: [order], subscriptions, event }, created(orderToWire(order)))
  },
)
