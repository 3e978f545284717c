import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aDirectory, aUser, givenUser, helpdesk, operationsOf } from '../../support/directory.ts'
import { aProvider, givenCustomer, givenPartnership, must } from '../../support/given.ts'

await importAllSteps()

describe('roles', () => {
  test('list-directory-roles, add-role-member, list-role-members, list-user-roles and remove-role-member', async () => {
    const directory = await aDirectory()
    const { admin, id, users } = directory
    const user = await givenUser(directory)
    const roles = `/v1/customers/${id}/directoryroles`
    const members = `${roles}/${helpdesk}/usermembers`
    const member = {
      displayName: 'Display daniel',
      userPrincipalName: `daniel@${directory.domain}`,
      roleId: helpdesk,
      id: user.id,
      attributes: { objectType: 'UserMember' },
    }
    const get = async (path: string) => must(await call('GET', path, { as: admin }), 200).body
    const helpdeskRole = {
      name: 'Helpdesk Administrator',
      id: helpdesk,
      attributes: { objectType: 'DirectoryRole' },
    }

    expect((await get(roles)).items).toContainEqual(helpdeskRole)
    expect((await get(members)).items).toEqual([])
    const body = { Id: user.id.toUpperCase(), DisplayName: 'any', RoleId: null }
    expect(await call('POST', members, { as: admin, body })).toMatchObject({ status: 201, body: member })
    expect((await call('POST', members, { as: admin, body })).status).toBe(201)
    expect((await get(members)).items).toEqual([member])
    expect((await get(`${users}/${user.id}/directoryroles`)).items).toEqual([helpdeskRole])

    expect((await call('DELETE', `${members}/${user.id}`, { as: admin })).status).toBe(204)
    expect((await call('DELETE', `${members}/${user.id}`, { as: admin })).body.code).toBe(60002)
    expect((await get(`${users}/${user.id}/directoryroles`)).items).toEqual([])
    expect((await operationsOf(admin)).slice(0, 3)).toEqual([
      'remove_user_member',
      'add_user_member',
      'create_customer_user',
    ])
  })

  test('a deleted user is no member', async () => {
    const directory = await aDirectory()
    const { admin, id, users } = directory
    const user = await givenUser(directory)
    const members = `/v1/customers/${id}/directoryroles/${helpdesk}/usermembers`
    must(await call('POST', members, { as: admin, body: { id: user.id } }), 201)
    must(await call('DELETE', `${users}/${user.id}`, { as: admin }), 204)

    expect((await call('GET', members, { as: admin })).body.items).toEqual([])
    expect((await call('POST', members, { as: admin, body: { id: user.id } })).body.code).toBe(60002)
  })

  test('an unknown role is 404', async () => {
    const { admin, id } = await aDirectory()
    const members = `/v1/customers/${id}/directoryroles/${randomUUID()}/usermembers`

    expect(await call('GET', members, { as: admin })).toMatchObject({ status: 404, body: { code: 971101 } })
    expect((await call('POST', members, { as: admin, body: { id: randomUUID() } })).body.code).toBe(971101)
  })
})

describe('who may', () => {
  const everything = (users: string, id: string, userId: string) =>
    [
      ['GET', users],
      ['POST', users],
      ['GET', `${users}/${userId}`],
      ['PATCH', `${users}/${userId}`],
      ['DELETE', `${users}/${userId}`],
      ['GET', `/v1/customers/${id}/directoryroles`],
      ['GET', `${users}/${userId}/directoryroles`],
      ['GET', `/v1/customers/${id}/directoryroles/${helpdesk}/usermembers`],
      ['POST', `/v1/customers/${id}/directoryroles/${helpdesk}/usermembers`],
      ['DELETE', `/v1/customers/${id}/directoryroles/${helpdesk}/usermembers/${userId}`],
    ] as const

  test('nobody without delegated administration, no stranger, no reseller', async () => {
    const directory = await aDirectory()
    const { admin, id, users } = directory
    const user = await givenUser(directory)
    const ask = (as: Person) =>
      Promise.all(
        everything(users, id, user.id).map(async ([method, path]) => {
          const body = { ...aUser(directory, 'eve'), id: user.id }
          return (await call(method, path, { as, ...(['POST', 'PATCH'].includes(method) && { body }) })).body?.code
        }),
      )
    must(await call('PATCH', `/v1/customers/${id}`, { as: admin, body: { allowDelegatedAccess: false } }), 200)

    expect(new Set(await ask(admin))).toEqual(new Set([2032]))
    expect(new Set(await ask(aProvider().admin))).toEqual(new Set([60003]))
    const shared = aProvider().admin
    const reseller = await givenPartnership(shared)
    await givenCustomer(shared, { associatedPartnerId: reseller.partner.partnerId })
    expect(new Set(await ask(reseller.admin))).toEqual(new Set([971008]))
  })
})
