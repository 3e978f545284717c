import * as z from 'zod'
import { Guid } from '../../domain/ids.ts'
import { line } from '../../domain/line.ts'
import {
  type CustomerUser,
  NewUser,
  type PasswordChange,
  sortDirections,
  sortFields,
  UserChange,
} from '../../domain/users/customer-user.ts'
import type { DirectoryRole } from '../../domain/users/directory-role.ts'
import { wireEnum } from '../casing.ts'
import { link, listOf, selfLinks } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { PageQuery } from '../page-query.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

/** The body of POST users. */
export const UserToCreate = NewUser.meta({ id: 'UserToCreate' })

/** The body of PATCH: a user with what shall change, or whole; or nothing but `state`, to restore it. */
export const UserToChange = UserChange.extend({ state: wireEnum(['active', 'inactive']).optional() }).meta({
  id: 'UserToChange',
  description:
    'What is to be changed. What is left out or null stays; an empty text clears what a user need not have. State active alone restores a deleted user.',
})

/** The body of POST usermembers: of the member only the id counts. */
export const UserMemberToAdd = z.object({ id: Guid }).meta({ id: 'UserMemberToAdd' })

/** The order of a list of users. */
export const SortOrder = z.object({
  sortField: z.enum(sortFields).default('displayName'),
  sortDirection: z.enum(sortDirections).default('ascending'),
})

export const UsersQuery = PageQuery.extend({
  filter: line({ max: 2000 }).optional().meta({
    description:
      'One condition as JSON, such as {"Field":"UserState","Value":"Inactive","Operator":"equals"} lists the deleted ones.',
  }),
  sortField: wireEnum(sortFields).optional(),
  sortDirection: wireEnum(sortDirections).optional(),
})
export type UsersQuery = z.infer<typeof UsersQuery>

const userFields = () => ({
  usageLocation: z.string().optional(),
  id: z.guid(),
  userPrincipalName: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  displayName: z.string(),
  immutableId: z.string().optional(),
  phoneNumber: z.string().optional(),
  userDomainType: z.literal('none'),
  state: z.enum(['active', 'inactive']),
  softDeletionTime: moment().meta({ description: 'Of a deleted user, which can be restored for 30 days.' }).optional(),
  links: selfLinks(),
  attributes: attributes('CustomerUser'),
})

export const CustomerUserShape = shape('CustomerUser', () => z.strictObject(userFields()))

export const CustomerUserListShape = listOf('CustomerUser', CustomerUserShape)

export const CustomerUserWithPasswordShape = shape('CustomerUserWithPassword', () =>
  z.strictObject({
    ...userFields(),
    passwordProfile: z
      .strictObject({
        password: z
          .string()
          .meta({ description: 'Missing when a request is repeated: it is kept nowhere.' })
          .optional(),
        forceChangePassword: z.boolean(),
      })
      .optional(),
  }),
)

type UserWithPassword = Shaped<typeof CustomerUserWithPasswordShape>
type ShownPassword = UserWithPassword['passwordProfile']

/** Property order as recorded. The password is in the answer that is given to whoever set it, and in no other. */
export function customerUserToWire(user: CustomerUser): Shaped<typeof CustomerUserShape>
export function customerUserToWire(user: CustomerUser, passwordProfile: ShownPassword): UserWithPassword
export function customerUserToWire(user: CustomerUser, passwordProfile?: ShownPassword): UserWithPassword {
  const { customerId, userId, state } = user
  return {
    ...(user.usageLocation && { usageLocation: user.usageLocation }),
    id: userId,
    userPrincipalName: user.userPrincipalName,
    ...(user.firstName && { firstName: user.firstName }),
    ...(user.lastName && { lastName: user.lastName }),
    displayName: user.displayName,
    ...(user.immutableId && { immutableId: user.immutableId }),
    ...(passwordProfile && { passwordProfile }),
    ...(user.phoneNumber && { phoneNumber: user.phoneNumber }),
    userDomainType: 'none',
    state,
    ...(state === 'inactive' && { softDeletionTime: momentToWire(user.deletedAt) }),
    links: { self: link(`/customers/${customerId}/users/${userId}`) },
    attributes: { objectType: 'CustomerUser' },
  }
}

/** A password profile as it is answered: a new password has to be changed unless somebody says otherwise. */
export function passwordToWire(profile: PasswordChange | undefined): ShownPassword {
  if (profile?.password === undefined) return withoutPassword(profile)
  const { password, forceChangePassword = true } = profile
  return { password, forceChangePassword }
}

/** What may be kept of a password profile: whether it must be changed. */
export function withoutPassword(profile: PasswordChange | undefined): ShownPassword {
  if (profile?.password === undefined && !profile?.forceChangePassword) return undefined
  return { forceChangePassword: profile.forceChangePassword ?? true }
}

const DirectoryRoleShape = shape('DirectoryRole', () =>
  z.strictObject({ name: z.string(), id: z.guid(), attributes: attributes('DirectoryRole') }),
)

export const DirectoryRoleListShape = listOf('DirectoryRole', DirectoryRoleShape)

export function directoryRoleToWire({ roleId, name }: DirectoryRole): Shaped<typeof DirectoryRoleShape> {
  return { name, id: roleId, attributes: { objectType: 'DirectoryRole' } }
}

export const UserMemberShape = shape('UserMember', () =>
  z.strictObject({
    displayName: z.string(),
    userPrincipalName: z.string(),
    roleId: z.guid(),
    id: z.guid(),
    attributes: attributes('UserMember'),
  }),
)

export const UserMemberListShape = listOf('UserMember', UserMemberShape)

export function userMemberToWire(
  { userId, displayName, userPrincipalName }: CustomerUser,
  roleId: string,
): Shaped<typeof UserMemberShape> {
  return { displayName, userPrincipalName, roleId, id: userId, attributes: { objectType: 'UserMember' } }
}
