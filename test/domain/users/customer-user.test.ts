import { describe, expect, test } from 'vitest'
import {
  activeUser,
  CustomerUser,
  checkDelegatedAdmin,
  endOfRestoring,
  isKept,
  NewUser,
  sortKeyOf,
  UserChange,
} from '../../../shared/domain/users/customer-user.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { customer, customerId, days } from '../sales.ts'

const userId = '12121212-0000-4000-8000-000000000001'
const active: CustomerUser = {
  ...{ userPrincipalName: 'dan@adatum.onmicrosoft.com', displayName: 'Dan', firstName: 'Dan' },
  ...{ userId, customerId, roleIds: [], createdAt: now.toISOString(), state: 'active' },
}
const deleted: CustomerUser = { ...active, state: 'inactive', deletedAt: now.toISOString() }

test('a user is kept as it is, active or deleted', () => {
  expect(CustomerUser.parse(active)).toEqual(active)
  expect(CustomerUser.parse(deleted)).toEqual(deleted)
})

test.for([
  ['an active one', active, days(1000), true],
  ['one that was just deleted', deleted, now, true],
  ['a deleted one until the last instant of thirty days', deleted, days(30, -1), true],
  ['no deleted one from the very instant it cannot be restored', deleted, days(30), false],
] as const)('a user is kept: %s', ([, user, at, expected]) => {
  expect(isKept(user, at)).toBe(expected)
  expect(endOfRestoring(now)).toEqual(days(30))
})

test.for([
  ['an active one', active, 'allowed'],
  ['a deleted one', deleted, 'customerUserNotFound'],
  ['nobody', undefined, 'customerUserNotFound'],
] as const)('whoever is looked for as an active user: %s', ([, user, expected]) => {
  expect(refusalOf(() => activeUser(user, userId))).toBe(expected)
})

test.for([
  ['with delegated administration', customer, 'allowed'],
  ['without', { ...customer, delegatedAdmin: false }, 'delegatedAdminMissing'],
] as const)('the directory of a customer is administered %s', ([, subject, expected]) => {
  expect(refusalOf(() => checkDelegatedAdmin(subject))).toBe(expected)
})

const secret = (password: string) => ({ passwordProfile: { password } })

describe('a new user is read', () => {
  const wanted = {
    ...{ userPrincipalName: 'dan@adatum.onmicrosoft.com', displayName: 'Dan' },
    passwordProfile: { password: 'Passw0rd' },
  }
  const password = (length: number) => secret(`aA1${'x'.repeat(length - 3)}`)

  test.for([
    ['with the shortest password', {}, 'allowed'],
    ['not with one that is shorter', password(7), 'tooShort'],
    ['with the longest password', password(256), 'allowed'],
    ['not with one that is longer', password(257), 'tooLong'],
    ['not with a password of small letters', secret('password'), 'passwordTooSimple'],
    ['not with a password of digits', secret('12345678'), 'passwordTooSimple'],
    ['not with a password of two kinds', secret('PASSWORD1'), 'passwordTooSimple'],
    ['with one of small letters, digits and a sign', secret('passw0rd-'), 'allowed'],
    ['with one of capitals, small letters and a blank', secret('Pass word'), 'allowed'],
    ['with one of all four kinds', secret('Abcdef1!'), 'allowed'],
    ['not with a password that no keyboard of the directory has', secret('Пароль-12345'), 'passwordNotAscii'],
    ['not with a line break in its password', secret('Abcdef1!\n'), 'passwordNotAscii'],
    ['with a name of signs', { userPrincipalName: "d'an.o_k-1@adatum.example" }, 'allowed'],
    ['not with a blank in its name', { userPrincipalName: 'd an@adatum.example' }, 'notAnEmail'],
    ['not with a plus in its name', { userPrincipalName: 'd+an@adatum.example' }, 'notAnEmail'],
    ['not without a domain', { userPrincipalName: 'dan' }, 'notAnEmail'],
    ['not with 65 letters before the domain', { userPrincipalName: `${'d'.repeat(65)}@adatum.example` }, 'notAnEmail'],
    ['not without a display name', { displayName: ' ' }, 'required'],
  ] as const)('%s', ([, change, expected]) => {
    const problem = NewUser.safeParse({ ...wanted, ...change }).error?.issues[0]?.message

    expect(problem ?? 'allowed').toBe(expected)
  })

  test('and shall change its password unless somebody says otherwise', () => {
    expect(NewUser.parse(wanted).passwordProfile.forceChangePassword).toBe(true)
  })

  test.for([[{}], [{ state: 'active' }], [{ state: 'inactive' }]] as const)('as the change %j', ([change]) => {
    expect(UserChange.parse(change)).toEqual(change)
  })
})

test.for([
  ['without regard to capitals', active, 'displayName', `dan\n${userId}`],
  ['by nothing where there is nothing', active, 'lastName', `\n${userId}`],
] as const)('users are sorted %s', ([, user, field, expected]) => {
  expect(sortKeyOf(user, field)).toBe(expected)
})
