import type { Event, OperationType } from '../audit.ts'
import type { Customer } from '../customers/customer.ts'
import { Fault, refuseInput } from '../fault.ts'
import { activeUser, type CustomerUser, checkPassword, isKept, type NewUser, type UserChange } from './customer-user.ts'

const restorableStates: readonly CustomerUser['state'][] = ['inactive']

export interface ChangedUser {
  readonly user: CustomerUser
  readonly event: Event
}

/** What a change is decided on: `holder` is who has the name that the user shall have, if anybody. */
export interface UserContext {
  readonly customer: Customer
  readonly holder: string | undefined
}

/** Creates a user. @throws {Fault} invalidInput, userPrincipalNameTaken */
export function createUser(
  { passwordProfile, ...wanted }: NewUser,
  userId: string,
  context: UserContext,
  now: Date,
): ChangedUser {
  const { customerId } = context.customer
  const user: CustomerUser = {
    ...wanted,
    userId,
    customerId,
    roleIds: [],
    createdAt: now.toISOString(),
    state: 'active',
  }
  checkName(user, context)
  checkPassword(passwordProfile.password, user.userPrincipalName)
  return changed('create_customer_user', undefined, user)
}

/**
 * Changes a user, restores a deleted one, or notes that its password was reset, or must be changed. Undefined when everything is as asked already.
 * @throws {Fault} customerUserNotFound, invalidInput, userPrincipalNameTaken
 */
export function changeUser(
  before: CustomerUser,
  { passwordProfile, state, ...wanted }: UserChange,
  context: UserContext,
  now: Date,
): ChangedUser | undefined {
  const isRestored = restorableStates.includes(before.state)
  if (isRestored && (state !== 'active' || !isKept(before, now)))
    throw new Fault('customerUserNotFound', { userId: before.userId })
  if (state === 'inactive') refuseInput('state', 'notOneOf', { allowed: 'active' })

  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const user = withoutCleared({ ...withoutDeletion(before), ...given, state: 'active' })
  const isRenamed = user.userPrincipalName !== before.userPrincipalName
  if (isRestored || isRenamed) checkName(user, context)
  const isEdited = Object.entries(given).some(
    ([field, value]) => (before[field as keyof CustomerUser] ?? null) !== value,
  )
  const { isReset, isForced, facts } = passwordIn(passwordProfile, user)
  const operation = operationOf({ isRestored, isRenamed, isEdited: isEdited || isForced, isReset })
  return operation && changed(operation, before, user, facts)
}

/**
 * What a change says of the password: that there is a new one, or that the one there is must be changed. Neither is kept beyond
 * its record: who signs in with it is the directory's matter. @throws {Fault} invalidInput
 */
function passwordIn(
  { password, forceChangePassword }: NonNullable<UserChange['passwordProfile']> = {},
  { userPrincipalName }: CustomerUser,
) {
  if (password !== undefined) checkPassword(password, userPrincipalName)
  const isReset = password !== undefined
  const isForced = !isReset && forceChangePassword === true
  const facts: Record<string, string> = {
    ...(isReset && { PasswordReset: 'True' }),
    ...(isForced && { ForceChangePassword: 'True' }),
  }
  return { isReset, isForced, facts }
}

/** Deletes a user; its name is free, and it can be restored for a while. @throws {Fault} customerUserNotFound */
export function deleteUser(before: CustomerUser, now: Date): ChangedUser {
  const user = activeUser(before, before.userId)
  return changed('delete_customer_user', before, { ...user, state: 'inactive', deletedAt: now.toISOString() })
}

/** Gives a user a role. Undefined when it has it. */
export function addRole(before: CustomerUser, roleId: string): ChangedUser | undefined {
  if (before.roleIds.includes(roleId)) return undefined
  return member('add_user_member', before, [...before.roleIds, roleId], roleId)
}

/** Takes a role from a user. @throws {Fault} roleMemberNotFound */
export function removeRole(before: CustomerUser, roleId: string): ChangedUser {
  if (!before.roleIds.includes(roleId)) throw new Fault('roleMemberNotFound', { userId: before.userId, roleId })
  const rest = before.roleIds.filter((id) => id !== roleId)
  return member('remove_user_member', before, rest, roleId)
}

function operationOf(what: {
  readonly isRestored: boolean
  readonly isRenamed: boolean
  readonly isEdited: boolean
  readonly isReset: boolean
}): OperationType | undefined {
  if (what.isRestored) return 'restore_customer_user'
  if (what.isRenamed) return 'update_customer_user_principal_name'
  if (what.isEdited) return 'update_customer_user'
  return what.isReset ? 'reset_customer_user_password' : undefined
}

/** A name is in the customer's domain and belongs to one user only; the customer's first administrator has `admin`. */
function checkName({ userId, userPrincipalName }: CustomerUser, { customer, holder }: UserContext): void {
  const [local = '', domain = ''] = userPrincipalName.toLowerCase().split('@')
  if (domain !== customer.domain) refuseInput('userPrincipalName', 'mismatch', { expected: `…@${customer.domain}` })
  if (local === 'admin' || (holder !== undefined && holder !== userId))
    throw new Fault('userPrincipalNameTaken', { field: 'userPrincipalName' })
}

function withoutDeletion(user: CustomerUser): CustomerUser {
  if (user.state === 'active') return user
  const { deletedAt: _, ...rest } = user
  return { ...rest, state: 'active' }
}

function withoutCleared(user: Readonly<Record<string, unknown>>): CustomerUser {
  const kept = Object.entries(user).filter(([, value]) => value !== null)
  return Object.fromEntries(kept) as CustomerUser // only what may be absent can be cleared
}

function member(operation: OperationType, before: CustomerUser, roleIds: string[], roleId: string): ChangedUser {
  const user = { ...before, roleIds }
  return {
    user,
    event: { operation, resource: 'customer_directory_role', resourceId: roleId, before, after: user },
  }
}

function changed(
  operation: OperationType,
  before: CustomerUser | undefined,
  user: CustomerUser,
  facts: Readonly<Record<string, string>> = {},
): ChangedUser {
  return {
    user,
    event: {
      operation,
      resource: 'customer_user',
      resourceId: user.userId,
      ...(before && { before }),
      after: user,
      facts,
    },
  }
}
