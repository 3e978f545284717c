import * as z from 'zod'
import { attributes, links, listOf, moment, shape } from '../shape.ts'

const user = () => ({
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
  links: links('self'),
  attributes: attributes('CustomerUser'),
})

export const CustomerUser = shape('CustomerUser', () => z.strictObject(user()))

export const CustomerUserList = listOf('CustomerUser', CustomerUser)

export const CustomerUserWithPassword = shape('CustomerUserWithPassword', () =>
  z.strictObject({
    ...user(),
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

const DirectoryRole = shape('DirectoryRole', () =>
  z.strictObject({ name: z.string(), id: z.guid(), attributes: attributes('DirectoryRole') }),
)

export const DirectoryRoleList = listOf('DirectoryRole', DirectoryRole)

export const UserMember = shape('UserMember', () =>
  z.strictObject({
    displayName: z.string(),
    userPrincipalName: z.string(),
    roleId: z.guid(),
    id: z.guid(),
    attributes: attributes('UserMember'),
  }),
)

export const UserMemberList = listOf('UserMember', UserMember)
