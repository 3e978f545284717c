import * as z from 'zod'
import { clearable, kept } from '../change.ts'
import { PhoneNumber } from '../contact/contact.ts'
import { CountryCode } from '../contact/country.ts'
import type { Customer } from '../customers/customer.ts'
import { Fault, refuseInput } from '../fault.ts'
import { CustomerId, Guid } from '../ids.ts'
import { line } from '../line.ts'
import { daysAfter } from '../time.ts'

/** How long a deleted user can be restored. */
const restorableDays = 30

const name = line({ min: 1, max: 64 })

/** What a directory takes: letters, digits and a few signs, and a domain. */
const UserPrincipalName = line({ min: 1, max: 113 }).regex(
  /^[a-z0-9'._!#^~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
  'notAnEmail',
)

const kindsOfCharacters = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]

/** As Entra asks for it. */
const Password = z
  .string()
  .max(256, { error: 'tooLong', abort: true })
  .min(8, { error: 'tooShort', abort: true })
  .regex(/^[\x20-\x7e]*$/, { error: 'passwordNotAscii', abort: true })
  .refine((given) => kindsOfCharacters.filter((kind) => kind.test(given)).length >= 3, 'passwordTooSimple')

/** Shown once and kept nowhere: not in the state, not in the audit, not in the answer that is kept, not in a hash. */
const PasswordProfile = z.object({ password: Password, forceChangePassword: z.boolean().default(true) })

/** Of a change: a new password, or that the one there is must be changed. */
const PasswordChange = z.object({ password: Password.optional(), forceChangePassword: z.boolean().optional() })
export type PasswordChange = z.infer<typeof PasswordChange>

/** A shorter name would be in every other password. */
const shortestNameForbidden = 3

/** @throws {Fault} invalidInput where a password contains the name of the account */
export function checkPassword(password: string, userPrincipalName: string): void {
  const [name = ''] = userPrincipalName.toLowerCase().split('@')
  if (name.length >= shortestNameForbidden && password.toLowerCase().includes(name))
    refuseInput('passwordProfile.password', 'passwordHasName')
}

const profile = {
  usageLocation: CountryCode.optional(),
  userPrincipalName: UserPrincipalName,
  firstName: name.optional(),
  lastName: name.optional(),
  displayName: line({ min: 1, max: 256 }),
  immutableId: line({ max: 256 }).optional(),
  phoneNumber: PhoneNumber.optional(),
}

/** The same as it is kept: it may be older than the rules for what comes in. */
const keptProfile = {
  usageLocation: z.string().optional(),
  userPrincipalName: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  displayName: z.string(),
  immutableId: z.string().optional(),
  phoneNumber: z.string().optional(),
}

const known = {
  ...keptProfile,
  userId: Guid,
  customerId: CustomerId,
  roleIds: z.array(Guid),
  createdAt: z.iso.datetime(),
}

/** A user of a customer. Deleted means inactive for a while, then gone. */
export const CustomerUser = z.discriminatedUnion('state', [
  z.object({ ...known, state: z.literal('active') }),
  z.object({ ...known, state: z.literal('inactive'), deletedAt: z.iso.datetime() }),
])
export type CustomerUser = z.infer<typeof CustomerUser>

export const NewUser = z.object({ ...profile, passwordProfile: PasswordProfile })
export type NewUser = z.infer<typeof NewUser>

/** What is left out stays; null clears. */
export const UserChange = z.object({
  usageLocation: clearable(CountryCode),
  userPrincipalName: kept(UserPrincipalName),
  firstName: clearable(name),
  lastName: clearable(name),
  displayName: kept(profile.displayName),
  immutableId: clearable(line({ max: 256 })),
  phoneNumber: clearable(PhoneNumber),
  passwordProfile: PasswordChange.optional(),
  state: z.enum(['active', 'inactive']).optional(),
})
export type UserChange = z.infer<typeof UserChange>

/** Administration of a customer's directory is what delegated administration is for. @throws {Fault} delegatedAdminMissing */
export function checkDelegatedAdmin({ customerId, delegatedAdmin }: Customer): void {
  if (!delegatedAdmin) throw new Fault('delegatedAdminMissing', { customerId })
}

/** When a user that is deleted at `at` can be restored no longer. */
export function endOfRestoring(at: Date): Date {
  return daysAfter(at, restorableDays)
}

/** Whether a user is there at all: a deleted one is as long as it can be restored. */
export function isKept(user: CustomerUser, now: Date): boolean {
  return user.state === 'active' || now < endOfRestoring(new Date(user.deletedAt))
}

/** @throws {Fault} customerUserNotFound, also for a deleted one */
export function activeUser(
  user: CustomerUser | undefined,
  userId: string,
): CustomerUser & { readonly state: 'active' } {
  if (user?.state !== 'active') throw new Fault('customerUserNotFound', { userId })
  return user
}

export const sortFields = ['displayName', 'userPrincipalName', 'firstName', 'lastName', 'usageLocation'] as const
export const sortDirections = ['ascending', 'descending'] as const
type SortField = (typeof sortFields)[number]

/** What a user is sorted by; no two users of a customer have the same. */
export function sortKeyOf(user: CustomerUser, field: SortField): string {
  return `${(user[field] ?? '').toLowerCase()}\n${user.userId}`
}
