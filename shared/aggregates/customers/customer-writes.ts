import type { Row, Write } from '../../azure/store.ts'
import {
  type CustomerParts,
  customerParts,
  encode,
  keys,
  type LiveCustomerRoot,
  nameKey,
  olderNameKey,
  type PartName,
  partNames,
} from '../../command/tables.ts'
import { type Customer, CustomerSummary, summaryOf } from '../../domain/customers/customer.ts'
import type { CustomerId } from '../../domain/ids.ts'
import { Subscription } from '../../domain/subscriptions/subscription.ts'

/** What below a customer is added or replaced, and what is gone: its rows are deleted. */
export interface PartsChange extends Partial<CustomerParts> {
  readonly gone?: Partial<CustomerParts>
}

/** The keys of the rows in which lists find a customer; one whose relationship has ended is in none. */
function listKeysOf(customer: Customer, keyOf = nameKey): string[] {
  const { customerId, companyName, domain, associatedPartnerId, relationship } = customer
  if (relationship === 'ended') return []
  const listKeys = [keys.customerByName(companyName, customerId, keyOf), keys.customerByDomain(domain, customerId)]
  if (associatedPartnerId) listKeys.push(keys.customerByReseller(associatedPartnerId, companyName, customerId, keyOf))
  return listKeys
}

/** The rows in which lists find a customer. */
export function listRows(partition: string, customer: Customer): Row[] {
  return listKeysOf(customer).map((key) => encode(CustomerSummary, partition, key, summaryOf(customer)))
}

/**
 * What a root keeps of the keys of its list rows: they are never made anew to find a row that is there, because the folding of names
 * may change. Nothing where they are what they are without being kept.
 */
export function keptListKeys(customer: Customer): Pick<LiveCustomerRoot, 'listKeys'> {
  const listKeys = listKeysOf(customer)
  const older = new Set(listKeysOf(customer, olderNameKey))
  return listKeys.every((key) => older.has(key)) ? {} : { listKeys }
}

type ListedRoot = Pick<LiveCustomerRoot, 'customer' | 'listKeys'>

/** Where the list rows of a customer lie. @internal */
export function listKeysIn({ customer, listKeys }: ListedRoot): readonly string[] {
  return listKeys ?? listKeysOf(customer, olderNameKey)
}

/** Moves a customer in the lists: a new name is another place, and an ended relationship is none. */
export function listWrites(partition: string, before: ListedRoot | undefined, after: Customer): Write[] {
  if (before?.customer === after) return []
  const rows = listRows(partition, after)
  const kept = new Set(rows.map(({ key }) => key))
  const gone = before ? listKeysIn(before).filter((key) => !kept.has(key)) : []
  return [
    ...gone.map((key) => ({ kind: 'delete' as const, row: { partition, key } })),
    ...rows.map((row) => ({ kind: 'upsert' as const, row })),
  ]
}

/** A root with another customer in it, and the keys under which that is listed. */
export function rootWith({ listKeys: _, ...root }: LiveCustomerRoot, customer: Customer): LiveCustomerRoot {
  return { ...root, customer, ...keptListKeys(customer) }
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
