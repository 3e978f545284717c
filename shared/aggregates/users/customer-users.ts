import type { Message } from '../../azure/queues.ts'
import { endOf, range, read, removeUnchanged, type StoredRow, type Write } from '../../azure/store.ts'
import { commit, type Opened, open, put } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { putDue } from '../../command/due.ts'
import { hash } from '../../command/made-ids.ts'
import {
  CustomerRoot,
  type Due,
  decode,
  decodeIfAny,
  encode,
  keys,
  type LiveCustomerRoot,
  UserName,
} from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import {
  CustomerUser,
  checkDelegatedAdmin,
  endOfRestoring,
  isKept,
  sortKeyOf,
} from '../../domain/users/customer-user.ts'
import type { ChangedUser, UserContext } from '../../domain/users/customer-user-change.ts'
import { type Page, readPage, wantedPage } from '../../lists/paging.ts'
import { itemsAsSource } from '../../lists/seek.ts'
import { type Filter, parseFilter, passes } from '../../wire/filter.ts'
import { SortOrder, type UsersQuery } from '../../wire/users/customer-user.ts'
import { readProfile } from '../customers/customers.ts'

/** A customer's directory, open for a command on one user. */
export interface OpenDirectory extends Opened, UserContext {
  readonly customerRoot: LiveCustomerRoot
  /** The user as it is, kept after its deletion as long as it can be restored. */
  readonly user: CustomerUser | undefined
  readonly userRow: StoredRow | undefined
}

/** Which user a command is about, and the name it shall have. */
interface WantedUser {
  readonly customerId: CustomerId
  readonly userId?: string | undefined
  readonly userPrincipalName?: string | undefined
}

type KnownUser = WantedUser & { readonly userId: string }

/**
 * Opens a customer's directory: the root, the user and who has the name it shall have, at once. The commit holds all three to
 * what was read: root and user by their etags, the name by being taken only where it was free. Orders and subscriptions are
 * not read.
 * @throws {Fault} customerNotFound, delegatedAdminMissing; {Replay} when this request was answered before
 */
export async function openDirectory(command: Command, caller: Caller, wanted: WantedUser): Promise<OpenDirectory> {
  const { customerId, userId, userPrincipalName } = wanted
  const partition = caller.partnerId
  const reading = Promise.all([
    read('providers', partition, keys.customer(customerId)),
    userId === undefined ? undefined : read('providers', partition, keys.customerPart(customerId, 'users', userId)),
    userPrincipalName && read('providers', partition, keys.userName(customerId, userPrincipalName)),
  ])
  const { found, ...opening } = await open(command, { partition, id: customerId }, reading)
  const [root, userRow, namedRow] = found
  const customerRoot = decodeIfAny(CustomerRoot, root)
  if (customerRoot?.kind !== 'live' || customerRoot.customer.relationship !== 'reseller')
    throw new Fault('customerNotFound', { customerId })
  const { customer, version } = customerRoot
  checkDelegatedAdmin(customer)

  const user = keptUser(userRow, command.now)
  // Who is restored gets its name back, if nobody has taken it meanwhile.
  const holderRow =
    !userPrincipalName && user?.state === 'inactive'
      ? await read('providers', partition, keys.userName(customerId, user.userPrincipalName))
      : namedRow || undefined
  const holder = decodeIfAny(UserName, holderRow)?.userId
  return { ...opening, root, version, customerRoot, customer, user, userRow, holder }
}

function keptUser(row: StoredRow | undefined, now: Date): CustomerUser | undefined {
  const user = decodeIfAny(CustomerUser, row)
  return user && isKept(user, now) ? user : undefined
}

/** As openDirectory, for a user that must be there. @throws {Fault} customerUserNotFound as well */
export async function openUser(
  command: Command,
  caller: Caller,
  wanted: KnownUser,
): Promise<OpenDirectory & { readonly user: CustomerUser }> {
  const open = await openDirectory(command, caller, wanted)
  if (!open.user) throw new Fault('customerUserNotFound', { userId: wanted.userId })
  return { ...open, user: open.user }
}

/** Commits a changed user, if anything was decided; `answer` is kept, so it must not hold a password. Gives it. @throws {Conflict} */
export async function commitUser(
  open: OpenDirectory,
  changed: ChangedUser | undefined,
  answer: Answer,
): Promise<Answer> {
  if (!changed) return answer
  const { customerRoot, customer, place } = open
  const { partition, id } = place
  const { user, event } = changed
  const root = { ...customerRoot, version: open.version + 1 }
  const userRow = encode(CustomerUser, partition, keys.customerPart(id, 'users', user.userId), user)
  const change = {
    root: encode(CustomerRoot, partition, keys.customer(id), root),
    writes: [put(open.userRow, userRow), ...nameWrites(partition, open.user, user)],
    event,
    customer: { id, name: customer.companyName },
  }
  await commit(open, change, answer)
  return answer
}

/** The command, with the password left out of what its body is compared by: even a hash of it would be something to steal. */
export function withoutSecret(
  command: Command,
  { passwordProfile: _, ...rest }: { passwordProfile?: unknown },
): Command {
  return { ...command, bodyHash: hash(JSON.stringify(rest)) }
}

/** As openUser, for its deletion: notes beside when its data must be gone; whoever comes to purge it looks whether it was deleted. */
export async function openUserToDelete(command: Command, caller: Caller, wanted: KnownUser) {
  const id = `${wanted.customerId}!${wanted.userId}`
  const due = { kind: 'purgeCustomerUser', providerId: caller.partnerId, id } as const
  const [open] = await Promise.all([openUser(command, caller, wanted), putDue(endOfRestoring(command.now), due)])
  return open
}

/** The message that has a deleted user's data deleted. */
export function toPurgeMessage({ providerId, id }: Due): Message<'purge-customer-user'> {
  const [customerId = '', userId = ''] = id.split('!')
  return { providerId, customerId, userId }
}

/** Deletes the data of a user that can be restored no longer; one that was restored, or is not due yet, stays. */
export async function purgeUser(message: Message<'purge-customer-user'>, now: Date): Promise<void> {
  const row = await read(
    'providers',
    message.providerId,
    keys.customerPart(message.customerId, 'users', message.userId),
  )
  const user = decodeIfAny(CustomerUser, row)
  if (row && user && !isKept(user, now)) await removeUnchanged('providers', row)
}

/** Reads one active or restorable user. @throws {Fault} customerNotFound, delegatedAdminMissing */
export async function findUser(
  caller: Caller,
  customerId: CustomerId,
  userId: string,
  now: Date,
): Promise<CustomerUser | undefined> {
  const [customer, user] = await Promise.all([
    readProfile(caller, customerId),
    readUser(caller.partnerId, customerId, userId, now),
  ])
  checkDelegatedAdmin(customer)
  return user
}

/** All users of a customer, those that can be restored included. @throws {Fault} customerNotFound, delegatedAdminMissing */
export async function usersOf(caller: Caller, customerId: CustomerId, now: Date): Promise<CustomerUser[]> {
  const prefix = keys.customerPart(customerId, 'users')
  const [customer, rows] = await Promise.all([
    readProfile(caller, customerId),
    range('providers', caller.partnerId, { from: prefix, to: endOf(prefix) }),
  ])
  checkDelegatedAdmin(customer)
  return rows.map((row) => decode(CustomerUser, row)).filter((user) => isKept(user, now))
}

// Partner Center's pages write UserState, its PowerShell module was recorded with UserStatus.
const userFilters = { UserState: ['equals'], UserStatus: ['equals'] } as const
type UserFilter = Filter<keyof typeof userFilters>

/** Whether a user is one of those that a filter asks for: without any, the active ones. */
export function isAskedFor(filter: UserFilter | undefined): (user: CustomerUser) => boolean {
  return ({ state }) => (filter ? passes(filter, () => state) : state === 'active')
}

/**
 * One page of users that pass `keep`, in the order asked for. Storage knows the order of keys only, so a directory is read
 * whole, a thousand users a request, and cut here: directories of customers are small, and no order of them is worth rows of
 * its own.
 * @throws {Fault} invalidInput
 */
export function pageOfUsers(
  list: string,
  query: UsersQuery,
  token: string | null,
  usersIn: (filter: UserFilter | undefined) => readonly CustomerUser[],
): Promise<Page<CustomerUser>> {
  const { filter: text, sortField, sortDirection } = query
  const wanted = wantedPage(list, query, { filter: text, sortField, sortDirection }, token)
  const by = SortOrder.parse(wanted.asked)
  const sign = by.sortDirection === 'ascending' ? 1 : -1
  const compare = (one: string, other: string): number => (one < other ? -sign : Number(one > other) * sign)
  const sorted = usersIn(parseFilter(wanted.asked.filter, userFilters))
    .map((user) => ({ item: user, place: sortKeyOf(user, by.sortField) }))
    .sort((one, other) => compare(one.place, other.place))
  return readPage(itemsAsSource(sorted, compare), wanted)
}

async function readUser(partition: string, customerId: CustomerId, userId: string, now: Date) {
  return keptUser(await read('providers', partition, keys.customerPart(customerId, 'users', userId)), now)
}

/** An active user has its name; a deleted one has let it go. */
function nameWrites(partition: string, before: CustomerUser | undefined, after: CustomerUser): Write[] {
  const keyOf = (user: CustomerUser | undefined) =>
    user?.state === 'active' ? keys.userName(user.customerId, user.userPrincipalName) : undefined
  const former = keyOf(before)
  const next = keyOf(after)
  const writes: Write[] = []
  if (former && former !== next) writes.push({ kind: 'delete', row: { partition, key: former } })
  if (next && former !== next)
    writes.push({ kind: 'insert', row: encode(UserName, partition, next, { userId: after.userId }) })
  return writes
}
