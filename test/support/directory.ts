import { range } from '../../shared/azure/store.ts'
import { call, type Person } from './call.ts'
import { aCustomer, aProvider, must } from './given.ts'

export const secret = 'Passw0rd!not-to-be-kept'
export const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

export interface Directory {
  readonly admin: Person
  readonly id: string
  readonly domain: string
  readonly users: string
}

export async function aDirectory(): Promise<Directory> {
  const { admin } = aProvider()
  const body = aCustomer()
  const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body
  return { admin, id, domain: body.companyProfile.domain, users: `/v1/customers/${id}/users` }
}

export const aUser = ({ domain }: Directory, name = 'daniel', overrides: object = {}) => ({
  usageLocation: 'US',
  userPrincipalName: `${name}@${domain}`,
  firstName: 'Daniel',
  lastName: 'Tsai',
  displayName: `Display ${name}`,
  passwordProfile: { password: secret, forceChangePassword: true },
  ...overrides,
})
export const givenUser = async (
  directory: Directory,
  name?: string,
  overrides?: object,
): Promise<{ readonly id: string }> =>
  must(await call('POST', directory.users, { as: directory.admin, body: aUser(directory, name, overrides) }), 200).body
export const operationsOf = async (admin: Person): Promise<string[]> =>
  must(await call('GET', '/v1/auditrecords', { as: admin }), 200).body.items.map(
    (one: { operationType: string }) => one.operationType,
  )
export const everythingOf = async ({ admin }: Directory): Promise<string> =>
  JSON.stringify(await range('providers', admin.partner.partnerId, { from: '', to: '~~' }))
export const inactive = encodeURIComponent('{"Field":"UserState","Value":"Inactive","Operator":"equals"}')
