import type { Row, Write } from '../../azure/store.ts'
import { type CustomerParts, customerParts, encode, keys, type PartName, partNames } from '../../command/tables.ts'
import { type Customer, CustomerSummary, summaryOf } from '../../domain/customers/customer.ts'
import type { CustomerId } from '../../domain/ids.ts'
import { Subscription } from '../../domain/subscriptions/subscription.ts'

/** What below a customer is added or replaced, and what is gone: its rows are deleted. */
export interface PartsChange extends Partial<CustomerParts> {
  readonly gone?: Partial<CustomerParts>
}

/** The rows in which lists find a customer. */
export function listRows(partition: string, customer: Customer): Row[] {
  const { customerId, companyName, domain, associatedPartnerId } = customer
  const listKeys = [keys.customerByName(companyName, customerId), keys.customerByDomain(domain, customerId)]
  if (associatedPartnerId) listKeys.push(keys.customerByReseller(associatedPartnerId, companyName, customerId))
  return listKeys.map((key) => encode(CustomerSummary, partition, key, summaryOf(customer)))
}

/** Moves a customer in the lists: a new name is another place, and an ended relationship is none. */
export function listWrites(partition: string, before: Customer | undefined, after: Customer): Write[] {
  if (before === after) return []
  const rows = after.relationship === 'reseller' ? listRows(partition, after) : []
  const kept = new Set(rows.map(({ key }) => key))
  const gone = before ? listRows(partition, before).filter(({ key }) => !kept.has(key)) : []
  return [
    ...gone.map((row) => ({ kind: 'delete' as const, row })),
    ...rows.map((row) => ({ kind: 'upsert' as const, row })),
  ]
}

/** The rows of what changed below a customer. `before` are the subscriptions as they were. */
export function partWrites(
  partition: string,
  customerId: CustomerId,
  change: PartsChange,
  before: readonly Subscription[] = [],
): Write[] {
  return [
    ...partNames.flatMap((name) => writesOf(name, partition, customerId, change)),
    ...(change.subscriptions ?? []).flatMap((subscription) => foundByWrites(partition, subscription, before)),
  ]
}

function writesOf<P extends PartName>(
  name: P,
  partition: string,
  customerId: CustomerId,
  change: PartsChange,
): Write[] {
  const { schema, idOf, isFinal } = customerParts[name]
  const kind = isFinal ? 'insert' : 'upsert'
  const added: Partial<CustomerParts>[P] = change[name]
  const gone: Partial<CustomerParts>[P] | undefined = change.gone?.[name]
  return [
    ...(added ?? []).map((value) => {
      const key = keys.customerPart(customerId, name, idOf(value))
      return { kind, row: encode(schema, partition, key, value) } as const
    }),
    ...(gone ?? []).map((value) => {
      const key = keys.customerPart(customerId, name, idOf(value))
      return { kind: 'delete', row: { partition, key } } as const
    }),
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
