import type { Write } from '../../azure/store.ts'
import { encode, keys } from '../../command/tables.ts'
import { Agreement } from '../../domain/agreement.ts'
import { Cart } from '../../domain/cart.ts'
import { type Customer, CustomerSummary, summaryOf } from '../../domain/customer.ts'
import type { CustomerId } from '../../domain/ids.ts'
import { Order } from '../../domain/order.ts'
import { Subscription } from '../../domain/subscription.ts'

/** What of a customer is added or replaced, beside the customer itself. */
export interface StateChange {
  readonly agreements?: readonly Agreement[]
  readonly carts?: readonly Cart[]
  /** Carts that have run out: their rows are deleted. */
  readonly goneCarts?: readonly Cart[]
  readonly orders?: readonly Order[]
  readonly subscriptions?: readonly Subscription[]
}

/** The rows in which lists find a customer. */
export function listRows(partition: string, customer: Customer) {
  const { customerId, companyName, domain, associatedPartnerId } = customer
  const listKeys = [keys.customerByName(companyName, customerId), keys.customerByDomain(domain, customerId)]
  if (associatedPartnerId) listKeys.push(keys.customerByReseller(associatedPartnerId, companyName, customerId))
  return listKeys.map((key) => encode(CustomerSummary, partition, key, summaryOf(customer)))
}

/** Moves a customer in the lists: a new name is another place, and an ended relationship is none. */
export function listWrites(partition: string, before: Customer, after: Customer): Write[] {
  if (before === after) return []
  const rows = after.relationship === 'reseller' ? listRows(partition, after) : []
  const kept = new Set(rows.map(({ key }) => key))
  const gone = listRows(partition, before).filter(({ key }) => !kept.has(key))
  return [
    ...gone.map((row) => ({ kind: 'delete' as const, row })),
    ...rows.map((row) => ({ kind: 'upsert' as const, row })),
  ]
}

/** The rows of what changed below a customer. `before` are the subscriptions as they were. */
export function stateWrites(
  partition: string,
  id: CustomerId,
  change: StateChange,
  before: readonly Subscription[],
): Write[] {
  const agreements = (change.agreements ?? []).map((agreement) =>
    encode(Agreement, partition, keys.agreement(id, agreement.agreementId), agreement),
  )
  const carts = (change.carts ?? []).map((cart) => encode(Cart, partition, keys.cart(id, cart.cartId), cart))
  const orders = (change.orders ?? []).map((order) => encode(Order, partition, keys.order(id, order.orderId), order))
  const subscriptions = (change.subscriptions ?? []).map((subscription) =>
    encode(Subscription, partition, keys.subscription(id, subscription.subscriptionId), subscription),
  )
  return [
    ...agreements.map((row) => ({ kind: 'insert' as const, row })),
    ...carts.map((row) => ({ kind: 'upsert' as const, row })),
    ...(change.goneCarts ?? []).map(({ cartId }) => ({
      kind: 'delete' as const,
      row: { partition, key: keys.cart(id, cartId) },
    })),
    ...orders.map((row) => ({ kind: 'upsert' as const, row })),
    ...subscriptions.map((row) => ({ kind: 'upsert' as const, row })),
    ...(change.subscriptions ?? []).flatMap((subscription) => foundByWrites(partition, subscription, before)),
  ]
}

/** Keeps a subscription findable by the reseller on record and by the one that supports it, and by no former one. */
function foundByWrites(partition: string, subscription: Subscription, before: readonly Subscription[]): Write[] {
  const former = before.find((one) => one.subscriptionId === subscription.subscriptionId)
  const found = resellerKeys(subscription)
  const gone = former ? resellerKeys(former).filter((key) => !found.includes(key)) : []
  return [
    ...gone.map((key) => ({ kind: 'delete' as const, row: { partition, key } })),
    ...found.map((key) => ({ kind: 'upsert' as const, row: encode(Subscription, partition, key, subscription) })),
  ]
}

function resellerKeys({ subscriptionId, customerId, partnerId, supportContact }: Subscription): string[] {
  return [
    ...(partnerId ? [keys.subscriptionByMpn(partnerId, customerId, subscriptionId)] : []),
    ...(supportContact ? [keys.subscriptionBySupporter(supportContact.partnerId, customerId, subscriptionId)] : []),
  ]
}
