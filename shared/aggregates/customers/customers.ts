import { endOf, range, read, type StoredRow } from '../../azure/store.ts'
import { commit, leave, type Opened, type Owed, open } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import {
  type CustomerParts,
  CustomerRoot,
  customerParts,
  decode,
  decodeIfAny,
  encode,
  keys,
  type LiveCustomerRoot,
  type PartName,
} from '../../command/tables.ts'
import type { Event } from '../../domain/audit.ts'
import type { Customer } from '../../domain/customers/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId, MpnId } from '../../domain/ids.ts'
import { mpnIdsInCart } from '../../domain/orders/cart.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import type { Partnership } from '../../domain/partnerships/partnership.ts'
import type { Notice } from '../../domain/webhooks/webhook.ts'
import { partnershipsBehind, providersOf } from '../partnerships/partnerships.ts'
import { listWrites, type PartsChange, partWrites, rootWith } from './customer-writes.ts'

/** A customer with those parts of it that were asked for. */
export type CustomerState<P extends PartName> = { readonly customer: Customer } & Pick<CustomerParts, P>

/** A customer, open for a command. */
export type OpenCustomer<P extends PartName = never> = CustomerState<P> &
  Opened & {
    /** The root as it was read, with what this version does not know of it. */
    readonly customerRoot: LiveCustomerRoot
    /** The partnerships behind the MPN ids asked for, by MPN id; absent where there is none. */
    readonly resellers: ReadonlyMap<string, Partnership>
  }

/** What a command reads beside the customer, and whom it may owe an event. */
interface Wanted {
  readonly mpnIds?: readonly MpnId[]
  readonly owed?: readonly Owed[]
}

/**
 * Opens a customer of the caller for a command, with the parts of it that the decision needs.
 * @throws {Fault} customerNotFound; {Replay} when this request was answered before
 */
export async function openCustomer<P extends PartName = never>(
  command: Command,
  caller: Caller,
  customerId: CustomerId,
  parts: readonly P[] = [],
  { mpnIds = [], owed = [] }: Wanted = {},
): Promise<OpenCustomer<P>> {
  const partition = caller.partnerId
  const reading = Promise.all([readRows(partition, customerId, parts), partnershipsBehind(partition, mpnIds)])
  const { found, ...opening } = await open(command, { partition, id: customerId }, reading, { owed })
  const [rows, resellers] = found
  return { ...opening, ...assemble(rows, customerId, parts), resellers }
}

/**
 * Opens a customer for checking out a cart, with the partnerships behind the resellers that the cart names: a second trip only
 * where it names one.
 * @throws {Fault} customerNotFound; {Replay}
 */
export async function openForCheckout(
  command: Command,
  caller: Caller,
  { customerId, cartId }: { readonly customerId: CustomerId; readonly cartId: string },
): Promise<OpenCustomer<'agreements' | 'carts' | 'orders' | 'subscriptions'>> {
  const parts = ['agreements', 'carts', 'orders', 'subscriptions'] as const
  const open = await openCustomer(command, caller, customerId, parts)
  const cart = open.carts.find((one) => one.cartId === cartId.toLowerCase())
  return { ...open, resellers: await partnershipsBehind(caller.partnerId, cart ? mpnIdsInCart(cart) : []) }
}

/**
 * Reads a customer as the caller may see it: a provider its own, a reseller those associated with it at any of its providers.
 * @throws {Fault} customerNotFound
 */
export function readCustomer<P extends PartName>(
  caller: Caller,
  customerId: CustomerId,
  parts: readonly P[],
): Promise<CustomerState<P>> {
  return readVisible(caller, customerId, parts, (partition) => readRows(partition, customerId, parts))
}

/**
 * As readCustomer, with no more than one thing below it: its part `name` has that one, or nothing. Whatever the customer has
 * beside it is not read.
 * @throws {Fault} customerNotFound
 */
export function readPart<P extends PartName>(
  caller: Caller,
  { customerId, name, id }: { readonly customerId: CustomerId; readonly name: P; readonly id: string },
): Promise<CustomerState<P>> {
  return readVisible(caller, customerId, [name], async (partition) => {
    const [root, part] = await Promise.all([
      read('providers', partition, keys.customer(customerId)),
      read('providers', partition, keys.customerPart(customerId, name, id.toLowerCase())),
    ])
    return root ? [root, ...(part ? [part] : [])] : []
  })
}

async function readVisible<P extends PartName>(
  caller: Caller,
  customerId: CustomerId,
  parts: readonly P[],
  rowsIn: (partition: string) => Promise<readonly StoredRow[]>,
): Promise<CustomerState<P>> {
  if (caller.account?.kind !== 'indirectReseller') return assemble(await rowsIn(caller.partnerId), customerId, parts)

  const providers = await providersOf(caller.partnerId)
  const found = await Promise.all(providers.map(({ providerId }) => rowsIn(providerId)))
  for (const rows of found) {
    const state = assembleIfLive(rows, customerId, parts)
    if (state?.customer.associatedPartnerId === caller.partnerId) return state
  }
  throw new Fault('customerNotFound', { customerId })
}

/** As readCustomer, for what needs nothing but the customer itself: its one row. @throws {Fault} customerNotFound */
export async function readProfile(caller: Caller, customerId: CustomerId): Promise<Customer> {
  return (await readCustomer(caller, customerId, [])).customer
}

/** What a command decided on an open customer: the customer itself, or parts that are added to it or replaced in it. */
export interface CustomerChange extends PartsChange {
  readonly customer?: Customer
  readonly event: Event
  readonly notices?: readonly Notice[]
}

/** Commits what was decided on an open customer, if anything, and gives the answer. @throws {Conflict} */
export async function commitCustomer(
  open: OpenCustomer & Partial<Pick<CustomerParts, 'subscriptions'>>,
  change: CustomerChange | undefined,
  answer: Answer,
): Promise<Answer> {
  if (!change) {
    leave(open)
    return answer
  }
  const { version, customerRoot, place, subscriptions } = open
  const { customer = open.customer } = change
  const { partition } = place
  const id = customer.customerId
  const root = {
    ...(customer === open.customer ? customerRoot : rootWith(customerRoot, customer)),
    version: version + 1,
  }
  const committed = {
    root: encode(CustomerRoot, partition, keys.customer(id), root),
    writes: [
      ...listWrites(partition, { ...customerRoot, customer: open.customer }, customer),
      ...partWrites(partition, id, change, subscriptions),
    ],
    event: change.event,
    notices: change.notices ?? [],
    customer: { id, name: customer.companyName },
  }
  await commit(open, committed, answer)
  return answer
}

/** The customer's rows up to the last of the parts that are asked for, in one request: all of them are of one moment. */
async function readRows(partition: string, customerId: CustomerId, parts: readonly PartName[]): Promise<StoredRow[]> {
  const root = keys.customer(customerId)
  const last = parts
    .map((name) => keys.customerPart(customerId, name))
    .sort()
    .at(-1)
  if (last) return range('providers', partition, { from: root, to: endOf(last) })
  const row = await read('providers', partition, root)
  return row ? [row] : []
}

function assemble<P extends PartName>(rows: readonly StoredRow[], customerId: CustomerId, parts: readonly P[]) {
  const state = assembleIfLive(rows, customerId, parts)
  if (!state) throw new Fault('customerNotFound', { customerId })
  return state
}

function assembleIfLive<P extends PartName>(rows: readonly StoredRow[], customerId: CustomerId, parts: readonly P[]) {
  const [rootRow, ...others] = rows
  const root = decodeIfAny(CustomerRoot, rootRow)
  if (!rootRow || root?.kind !== 'live' || root.customer.relationship !== 'reseller') return undefined
  const { version, customer } = root
  return { root: rootRow, version, customerRoot: root, customer, ...partsIn(others, customerId, parts) }
}

function partsIn<P extends PartName>(rows: readonly StoredRow[], customerId: CustomerId, parts: readonly P[]) {
  const found = parts.map((name) => {
    const prefix = keys.customerPart(customerId, name)
    const { schema } = customerParts[name]
    return [name, rows.filter(({ key }) => key.startsWith(prefix)).map((row) => decode(schema, row))]
  })
  return Object.fromEntries(found) as Pick<CustomerParts, P> // one entry per name, decoded by that name's schema
}
