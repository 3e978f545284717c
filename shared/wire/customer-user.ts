import * as z from 'zod'
import {
  type CustomerUser,
  NewUser,
  type PasswordProfile,
  sortDirections,
  sortFields,
  UserChange,
} from '../domain/customer-user.ts'
import type { DirectoryRole } from '../domain/directory-role.ts'
import { Guid } from '../domain/ids.ts'
import { line } from '../domain/line.ts'
import { wireEnum } from './casing.ts'
import { link } from './collection.ts'
import { momentToWire } from './date.ts'
import { PageQuery } from './page-query.ts'

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

/** Property order as recorded. The password is in the answer that is given to whoever set it, and in no other. */
export function customerUserToWire(user: CustomerUser, passwordProfile?: Partial<PasswordProfile>) {
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

/** What may be kept of a password profile: whether it must be changed. */
export function withoutPassword(profile: PasswordProfile | undefined): Partial<PasswordProfile> | undefined {
  return profile && { forceChangePassword: profile.forceChangePassword }
}

export function directoryRoleToWire({ roleId, name }: DirectoryRole) {
  return { name, id: roleId, attributes: { objectType: 'DirectoryRole' } }
}

export function userMemberToWire({ userId, displayName, userPrincipalName }: CustomerUser, roleId: string) {
  return { displayName, userPrincipalName, roleId, id: userId, attributes: { objectType: 'UserMember' } }
}
