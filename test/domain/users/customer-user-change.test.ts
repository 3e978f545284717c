import { expect, test } from 'vitest'
import { CustomerUser, endOfRestoring, type UserChange } from '../../../shared/domain/users/customer-user.ts'
import {
  addRole,
  changeUser,
  createUser,
  deleteUser,
  removeRole,
} from '../../../shared/domain/users/customer-user-change.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { customer } from '../sales.ts'

const userId = '12121212-0000-4000-8000-000000000001'
const otherId = '12121212-0000-4000-8000-000000000002'
const role = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
const free = { customer, holder: undefined }
const taken = { customer, holder: otherId }
const passwordProfile = { password: 'Passw0rd!', forceChangePassword: true }
const wanted = { userPrincipalName: 'dan@adatum.onmicrosoft.com', displayName: 'Dan', passwordProfile }
const { user: active } = createUser(wanted, userId, free, now)
const { user: deleted } = deleteUser(active, now)
const theLastMoment = new Date(endOfRestoring(now).getTime() - 1)
const tooLate = endOfRestoring(now)

test('a user has no password', () => {
  expect(JSON.stringify(createUser(wanted, userId, free, now))).not.toContain(passwordProfile.password)
  expect(CustomerUser.parse(active)).toEqual(active)
})

test.each([
  ['a free name', wanted.userPrincipalName, free, 'allowed'],
  ['its domain in capitals', 'dan@ADATUM.onmicrosoft.com', free, 'allowed'],
  ['a name somebody has', wanted.userPrincipalName, taken, 'userPrincipalNameTaken'],
  ['the name of the first administrator', 'Admin@adatum.onmicrosoft.com', free, 'userPrincipalNameTaken'],
  ['another domain', 'dan@other.example', free, 'invalidInput: userPrincipalName mismatch'],
])('creating a user with %s: %s', (_, userPrincipalName, context, expected) => {
  expect(refusalOf(() => createUser({ ...wanted, userPrincipalName }, userId, context, now))).toBe(expected)
})

test.each<readonly [string, CustomerUser, UserChange, Date, string | undefined]>([
  ['nothing', active, {}, now, undefined],
  ['what it is', active, { displayName: 'Dan', state: 'active' }, now, undefined],
  ['another display name', active, { displayName: 'Daniel' }, now, 'update_customer_user'],
  ['a new password', active, { passwordProfile }, now, 'reset_customer_user_password'],
  [
    'a password that must be changed',
    active,
    { passwordProfile: { forceChangePassword: true } },
    now,
    'update_customer_user',
  ],
  ['nothing of a password', active, { passwordProfile: { forceChangePassword: false } }, now, undefined],
  ['both', active, { displayName: 'Daniel', passwordProfile }, now, 'update_customer_user'],
  [
    'another name',
    active,
    { userPrincipalName: 'd@adatum.onmicrosoft.com' },
    now,
    'update_customer_user_principal_name',
  ],
  ['life again', deleted, { state: 'active' }, theLastMoment, 'restore_customer_user'],
])('changing a user to %s', (_, before, change, at, operation) => {
  const changed = changeUser(before, change, free, at)

  expect(changed?.event.operation).toBe(operation)
  if (changed) expect(CustomerUser.parse(changed.user)).toEqual({ ...changed.user, state: 'active' })
  expect(JSON.stringify(changed ?? '')).not.toContain(passwordProfile.password)
})

test.for([
  ['Xdan-2026', 'dan@adatum.onmicrosoft.com', 'invalidInput: passwordProfile.password passwordHasName'],
  ['X-DAN-2026', 'dan@adatum.onmicrosoft.com', 'invalidInput: passwordProfile.password passwordHasName'],
  ['Xda-n-2026', 'dan@adatum.onmicrosoft.com', 'allowed'],
  // A name of two letters is in too many words.
  ['Xda-n-2026', 'da@adatum.onmicrosoft.com', 'allowed'],
] as const)('the password %s of %s is %s', ([password, userPrincipalName, expected]) => {
  const named = { ...wanted, userPrincipalName, passwordProfile: { password, forceChangePassword: true } }
  const change = { userPrincipalName, passwordProfile: { password } }

  expect(refusalOf(() => createUser(named, userId, free, now))).toBe(expected)
  expect(refusalOf(() => changeUser(active, change, free, now))).toBe(expected)
})

test('that a password must be changed goes on record', () => {
  const forced = changeUser(active, { passwordProfile: { forceChangePassword: true } }, free, now)

  expect(forced?.event.facts).toEqual({ ForceChangePassword: 'True' })
})

test.each<readonly [string, CustomerUser, UserChange, Date, string]>([
  ['a deleted one without restoring it', deleted, { displayName: 'X' }, now, 'customerUserNotFound'],
  ['one whose time is over', deleted, { state: 'active' }, tooLate, 'customerUserNotFound'],
  ['an active one into a deleted one', active, { state: 'inactive' }, now, 'invalidInput: state notOneOf'],
  ['one back whose name was taken', deleted, { state: 'active' }, now, 'userPrincipalNameTaken'],
])('it is refused to change %s', (_, before, change, at, expected) => {
  expect(refusalOf(() => changeUser(before, change, taken, at))).toBe(expected)
})

test('a name that only changes its capitals stays its own', () => {
  const change = { userPrincipalName: 'DAN@adatum.onmicrosoft.com' }

  expect(changeUser(active, change, { customer, holder: userId }, now)?.user).toMatchObject(change)
})

test('a user is created active and without roles, and is deleted once', () => {
  const created = createUser(wanted, userId, free, now)
  const gone = deleteUser(active, now)

  expect(created.user).toMatchObject({ state: 'active', roleIds: [], createdAt: now.toISOString() })
  expect(created.event).toMatchObject({ operation: 'create_customer_user', resourceId: userId, after: created.user })
  expect(gone.user).toEqual({ ...active, state: 'inactive', deletedAt: now.toISOString() })
  expect(gone.event).toMatchObject({ operation: 'delete_customer_user', before: active, after: gone.user })
  expect(refusalOf(() => deleteUser(deleted, now))).toBe('customerUserNotFound')
})

test('that a password was reset goes on record, whatever else was changed', () => {
  const both = changeUser(active, { displayName: 'Daniel', passwordProfile }, free, now)

  expect(both?.event).toMatchObject({ facts: { PasswordReset: 'True' } })
  expect(changeUser(active, { displayName: 'Daniel' }, free, now)?.event.facts).toEqual({})
})

test('a role is given once and taken once', () => {
  const member = addRole(active, role)?.user ?? active

  expect(member.roleIds).toEqual([role])
  expect(addRole(member, role)).toBeUndefined()
  expect(addRole(active, role)?.event).toMatchObject({ operation: 'add_user_member', resourceId: role })
  expect(removeRole(member, role).user.roleIds).toEqual([])
  expect(removeRole(member, role).event).toMatchObject({ operation: 'remove_user_member', resourceId: role })
  expect(refusalOf(() => removeRole(active, role))).toBe('roleMemberNotFound')
})
