import type { Receipt } from '../../azure/queues.ts'
import { range, read, type StoredRow, type Write } from '../../azure/store.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, commit, readAnswer, replayIfAnswered } from '../../command/command.ts'
import {
  CustomerRoot,
  decode,
  decodeIfAny,
  type Effect,
  encode,
  keys,
  PartnershipRow,
  resellerViewPartition,
} from '../../command/tables.ts'
import { Agreement } from '../../domain/agreement.ts'
import type { Event } from '../../domain/audit.ts'
import { Cart, mpnIdsInCart } from '../../domain/cart.ts'
import type { CreatedCustomer, Customer } from '../../domain/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId, MpnId } from '../../domain/ids.ts'
import { Order } from '../../domain/order.ts'
import type { Caller } from '../../domain/partner.ts'
import type { Partnership } from '../../domain/partnership.ts'
import { ResellerView } from '../../domain/partnership.ts'
import { Subscription } from '../../domain/subscription.ts'
import { listRows, listWrites, type StateChange, stateWrites } from './customer-rows.ts'

/** A customer with all that is its own, as one range read gave it. */
export interface CustomerState {
  readonly customer: Customer
  readonly agreements: readonly Agreement[]
  readonly carts: readonly Cart[]
  readonly orders: readonly Order[]
  readonly subscriptions: readonly Subscription[]
}

export interface OpenCustomer extends CustomerState {
  readonly root: StoredRow
  readonly version: number
  readonly requestHash: string
  readonly resellers: ReadonlyMap<string, Partnership>
  readonly earlierAnswer: StoredRow | undefined
}

/**
 * Opens a customer of the caller for a command: its state, this request's earlier answer and the partnerships behind
 * `mpnIds`, all at once.
 * @throws {Fault} customerNotFound; {Replay} when this request was answered before
 */
export async function openCustomer(
  command: Command,
  caller: Caller,
  customerId: CustomerId,
  mpnIds: readonly MpnId[] = [],
): Promise<OpenCustomer> {
  const partition = caller.partnerId
  const [rows, earlierAnswer, resellers] = await Promise.all([
    readAggregate(partition, customerId),
    readAnswer(command, partition, customerId),
    partnershipsBehind(partition, mpnIds),
  ])
  replayIfAnswered(command, earlierAnswer)
  return { ...assemble(rows, customerId), resellers, earlierAnswer }
}

/** As openCustomer, with the partnerships behind the resellers that a cart names: a second trip only where it names one. */
export async function openCustomerForCart(
  command: Command,
  caller: Caller,
  { customerId, cartId }: { readonly customerId: CustomerId; readonly cartId: string },
): Promise<OpenCustomer> {
  const open = await openCustomer(command, caller, customerId)
  const cart = open.carts.find((one) => one.cartId === cartId.toLowerCase())
  return { ...open, resellers: await partnershipsBehind(caller.partnerId, cart ? mpnIdsInCart(cart) : []) }
}

/** The partnerships behind MPN ids, by MPN id; absent where there is none. */
export async function partnershipsBehind(
  partition: string,
  mpnIds: readonly MpnId[],
): Promise<ReadonlyMap<string, Partnership>> {
  const rows = await Promise.all(
    [...new Set(mpnIds)].map((mpnId) => read('providers', partition, keys.partnershipByMpn(mpnId))),
  )
  const found = rows.map((row) => decodeIfAny(PartnershipRow, row)?.partnership)
  return new Map(found.flatMap((partnership) => (partnership ? [[partnership.mpnId as string, partnership]] : [])))
}

/**
 * Reads a customer as the caller may see it: a provider its own, a reseller those associated with it at any of its providers.
 * @throws {Fault} customerNotFound
 */
export async function readCustomer(caller: Caller, customerId: CustomerId): Promise<CustomerState> {
  if (caller.account?.kind !== 'indirectReseller')
    return assemble(await readAggregate(caller.partnerId, customerId), customerId)

  const providers = await providersOf(caller.partnerId)
  const found = await Promise.all(providers.map(({ providerId }) => readAggregate(providerId, customerId)))
  for (const rows of found) {
    const state = assembleIfLive(rows, customerId)
    if (state?.customer.associatedPartnerId === caller.partnerId) return state
  }
  throw new Fault('customerNotFound', { customerId })
}

/** As readCustomer, for what needs nothing but the customer itself: its one row. @throws {Fault} customerNotFound */
export async function readProfile(caller: Caller, customerId: CustomerId): Promise<Customer> {
  if (caller.account?.kind === 'indirectReseller') return (await readCustomer(caller, customerId)).customer
  const root = decodeIfAny(CustomerRoot, await read('providers', caller.partnerId, keys.customer(customerId)))
  if (root?.kind !== 'live' || root.customer.relationship !== 'reseller')
    throw new Fault('customerNotFound', { customerId })
  return root.customer
}

/** The providers a reseller works with, as its own view has them. */
export async function providersOf(resellerId: string): Promise<ResellerView[]> {
  const rows = await range('providers', resellerViewPartition(resellerId), { from: '0', to: 'g' })
  return rows.map((row) => decode(ResellerView, row)).filter(({ state }) => state === 'active')
}

/** What a command decided on an open customer: the customer itself, or things that are added to it or replaced in it. */
export interface CustomerChange extends StateChange {
  readonly customer?: Customer
  readonly event: Event
  /** What the outside is owed for it; then with the guard that was put for that. */
  readonly effects?: readonly Effect[]
  readonly guard?: Receipt | undefined
}

/** Commits what was decided on an open customer and gives the answer. @throws {Conflict} */
export async function commitCustomer(
  command: Command,
  open: OpenCustomer,
  change: CustomerChange,
  answer: Answer,
): Promise<Answer> {
  const { version, requestHash } = open
  const { customer = open.customer } = change
  const id = customer.customerId
  const partition = open.root.partition
  const root = { kind: 'live' as const, version: version + 1, requestHash, customer }
  const rootRow = encode(CustomerRoot, partition, keys.customer(id), root)
  await commit(command, {
    partition,
    id,
    version,
    writes: [
      { kind: 'replace', row: rootRow, etag: open.root.etag },
      ...listWrites(partition, open.customer, customer),
      ...stateWrites(partition, id, change, open.subscriptions),
    ],
    event: change.event,
    ...(change.effects && { effects: change.effects }),
    ...(change.guard && { guard: change.guard }),
    customer: { id, name: customer.companyName },
    answer,
    earlierAnswer: open.earlierAnswer,
  })
  return answer
}

/** Commits a changed customer; where nothing was decided it answers with the customer as it is. @throws {Conflict} */
export function commitChanged(
  command: Command,
  open: OpenCustomer,
  changed: { readonly customer: Customer; readonly event: Event } | undefined,
  toAnswer: (customer: Customer) => Answer,
): Promise<Answer> {
  if (!changed) return Promise.resolve(toAnswer(open.customer))
  return commitCustomer(command, open, changed, toAnswer(changed.customer))
}

/** Commits a customer that does not exist yet. @throws {Conflict} when it does, or when another claimant has fenced it off */
export async function commitNewCustomer(
  command: Command,
  partition: string,
  { customer, event }: CreatedCustomer,
  extra: { readonly answer: Answer; readonly writes: readonly Write[]; readonly earlierAnswer: StoredRow | undefined },
): Promise<void> {
  const id = customer.customerId
  const root = { kind: 'live' as const, version: 1, requestHash: command.bodyHash, customer }
  await commit(command, {
    partition,
    id,
    version: 0,
    writes: [
      { kind: 'insert', row: encode(CustomerRoot, partition, keys.customer(id), root) },
      ...listRows(partition, customer).map((row) => ({ kind: 'insert' as const, row })),
      ...extra.writes,
    ],
    event,
    customer: { id, name: customer.companyName },
    answer: extra.answer,
    earlierAnswer: extra.earlierAnswer,
  })
}

function readAggregate(partition: string, customerId: CustomerId): Promise<StoredRow[]> {
  const from = keys.customer(customerId)
  return range('providers', partition, { from, to: keys.customerUser(customerId, '') })
}

function assemble(rows: readonly StoredRow[], customerId: CustomerId) {
  const state = assembleIfLive(rows, customerId)
  if (!state) throw new Fault('customerNotFound', { customerId })
  return state
}

function assembleIfLive(rows: readonly StoredRow[], customerId: CustomerId) {
  const [rootRow, ...others] = rows
  const root = decodeIfAny(CustomerRoot, rootRow)
  if (!rootRow || root?.kind !== 'live' || root.customer.relationship !== 'reseller') return undefined
  const below = (kind: string) => {
    const prefix = `${keys.customer(customerId)}${kind}!`
    return others.filter(({ key }) => key.startsWith(prefix))
  }
  return {
    root: rootRow,
    version: root.version,
    requestHash: root.requestHash,
    customer: root.customer,
    agreements: below('a').map((row) => decode(Agreement, row)),
    carts: below('b').map((row) => decode(Cart, row)),
    orders: below('o').map((row) => decode(Order, row)),
    subscriptions: below('s').map((row) => decode(Subscription, row)),
  }
}
