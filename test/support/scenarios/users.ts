import type { Person } from '../call.ts'
import { ask } from '../faults/fault-world.ts'
import { must } from '../given.ts'
import { onDirectory } from './on-customer.ts'
import type { Scenario } from './scenario.ts'

const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

/** Changes of the users of a customer. */
export const users: readonly Scenario[] = [
  onDirectory(
    {
      name: 'create a user',
      step: 'create-customer-user',
      status: 200,
      race: { others: '409 971100' },
    },
    async (admin, id) => {
      const { companyProfile } = must(await ask(admin, `GET /v1/customers/${id}`), 200).body
      return [`POST /v1/customers/${id}/users`, aUser(companyProfile.domain)]
    },
  ),
  onDirectory(
    { name: 'change a user', step: 'update-customer-user', status: 200, race: { happens: 1 } },
    async (admin, id) => [`PATCH ${await givenUser(admin, id)}`, { displayName: 'Another' }],
  ),
  onDirectory(
    {
      name: 'delete a user',
      step: 'delete-customer-user',
      status: 204,
      race: { others: '404 60002' },
    },
    async (admin, id) => [`DELETE ${await givenUser(admin, id)}`],
  ),
  onDirectory(
    { name: 'give a user a role', step: 'add-role-member', status: 201, race: { happens: 1 } },
    async (admin, id) => {
      const userId = (await givenUser(admin, id)).split('/').at(-1)
      return [`POST /v1/customers/${id}/directoryroles/${helpdesk}/usermembers`, { id: userId }]
    },
  ),
  onDirectory(
    {
      name: 'take a role from a user',
      step: 'remove-role-member',
      status: 204,
      race: { others: '404 60002' },
    },
    async (admin, id) => {
      const userId = (await givenUser(admin, id)).split('/').at(-1)
      const path = `/v1/customers/${id}/directoryroles/${helpdesk}/usermembers`
      must(await ask(admin, `POST ${path}`, { body: { id: userId } }), 201)
      return [`DELETE ${path}/${userId}`]
    },
  ),
]

const aUser = (domain: string) => ({
  usageLocation: 'US',
  userPrincipalName: `daniel@${domain}`,
  firstName: 'Daniel',
  lastName: 'Tsai',
  displayName: 'Daniel Tsai',
  passwordProfile: { password: 'Passw0rd!of-a-test', forceChangePassword: true },
})

/** The path of a user that was created. */
export async function givenUser(admin: Person, customerId: string): Promise<string> {
  const path = `/v1/customers/${customerId}/users`
  const { companyProfile } = must(await ask(admin, `GET /v1/customers/${customerId}`), 200).body
  return `${path}/${must(await ask(admin, `POST ${path}`, { body: aUser(companyProfile.domain) }), 200).body.id}`
}
