import { randomUUID } from 'node:crypto'
import type { Timer } from '@azure/functions'
import { describe, expect, test } from 'vitest'
import { handler as purge } from '../../functions/users/purge-customer-user.ts'
import { handler as purgeDue } from '../../functions/users/purge-customer-users.ts'
import { toPurgeMessage } from '../../shared/aggregates/users/customer-users.ts'
import { partitions, range, read, write } from '../../shared/azure/store.ts'
import { Due } from '../../shared/command/tables.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call, type Person } from '../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenPartnership, must } from '../support/given.ts'
import { watchedContext } from '../support/log-lines.ts'

await importAllSteps()

const secret = 'Passw0rd!not-to-be-kept'
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

interface Directory {
  readonly admin: Person
  readonly id: string
  readonly domain: string
  readonly users: string
}

async function aDirectory(): Promise<Directory> {
  const { admin } = aProvider()
  const body = aCustomer()
  const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body
  return { admin, id, domain: body.companyProfile.domain, users: `/v1/customers/${id}/users` }
}

const aUser = ({ domain }: Directory, name = 'daniel', overrides: object = {}) => ({
  usageLocation: 'US',
  userPrincipalName: `${name}@${domain}`,
  firstName: 'Daniel',
  lastName: 'Tsai',
  displayName: `Display ${name}`,
  passwordProfile: { password: secret, forceChangePassword: true },
  ...overrides,
})
const givenUser = async (directory: Directory, name?: string, overrides?: object): Promise<{ readonly id: string }> =>
  must(await call('POST', directory.users, { as: directory.admin, body: aUser(directory, name, overrides) }), 200).body
const operationsOf = async (admin: Person): Promise<string[]> =>
  must(await call('GET', '/v1/auditrecords', { as: admin }), 200).body.items.map(
    (one: { operationType: string }) => one.operationType,
  )
const everythingOf = async ({ admin }: Directory): Promise<string> =>
  JSON.stringify(await range('providers', admin.partner.partnerId, { from: '', to: '~~' }))
const inactive = encodeURIComponent('{"Field":"UserState","Value":"Inactive","Operator":"equals"}')

describe('create-customer-user and get-customer-user', () => {
  test('the password is in the answer to POST and nowhere else', async () => {
    const directory = await aDirectory()
    const { admin, id, users } = directory
    const headers = { 'ms-requestid': randomUUID() }

    const reply = must(await call('POST', users, { as: admin, body: aUser(directory), headers }), 200)

    expect(reply.body).toEqual({
      usageLocation: 'US',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      userPrincipalName: `daniel@${directory.domain}`,
      firstName: 'Daniel',
      lastName: 'Tsai',
      displayName: 'Display daniel',
      passwordProfile: { password: secret, forceChangePassword: true },
      userDomainType: 'none',
      state: 'active',
      links: { self: { uri: `/customers/${id}/users/${reply.body.id}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'CustomerUser' },
    })
    const { passwordProfile: _, ...rest } = reply.body
    expect(must(await call('GET', `${users}/${rest.id}`, { as: admin }), 200).body).toEqual(rest)
    const again = must(await call('POST', users, { as: admin, body: aUser(directory), headers }), 200)
    expect(again.body).toEqual({ ...rest, passwordProfile: { forceChangePassword: true } })
    expect(await everythingOf(directory)).not.toContain(secret)
    expect(await operationsOf(admin)).toEqual(['create_customer_user', 'add_customer'])
  })

  test('the password is not even part of what tells a repeat from another request', async () => {
    const directory = await aDirectory()
    const { admin, users } = directory
    const headers = { 'ms-requestid': randomUUID() }
    const first = must(await call('POST', users, { as: admin, body: aUser(directory), headers }), 200)
    const other = aUser(directory, 'daniel', { passwordProfile: { password: 'Another-one-1' } })

    expect((await call('POST', users, { as: admin, body: other, headers })).body.id).toBe(first.body.id)
    expect(await call('POST', users, { as: admin, body: aUser(directory, 'eve'), headers })).toMatchObject({
      status: 409,
      body: { code: 971001 },
    })
  })

  test('a body in PascalCase with nulls is understood, at a path with a slash at its end', async () => {
    const directory = await aDirectory()
    const body = {
      Id: null,
      UsageLocation: null,
      UserPrincipalName: `pascal@${directory.domain.toUpperCase()}`,
      FirstName: '',
      DisplayName: 'Pascal',
      PasswordProfile: { Password: secret, ForceChangePassword: false },
      State: 0,
      UserDomainType: 'none',
    }
    const { handler } = await import('../../functions/system/zz-unmatched.ts')
    const { send } = await import('../support/call.ts')

    const reply = await send(handler, 'POST', `${directory.users}/`, { as: directory.admin, body })

    expect(reply).toMatchObject({ status: 200, body: { displayName: 'Pascal', state: 'active' } })
    expect(reply.body.firstName).toBeUndefined()
  })

  test.each([
    ['a name of another domain', { userPrincipalName: 'x@other.onmicrosoft.com' }, 'userPrincipalName'],
    ['no name', { userPrincipalName: null }, 'userPrincipalName'],
    ['a name with blanks', { userPrincipalName: 'a b@x.com' }, 'userPrincipalName'],
    ['no display name', { displayName: '' }, 'displayName'],
    ['no password', { passwordProfile: null }, 'passwordProfile'],
    ['a short password', { passwordProfile: { password: 'Abc123!' } }, 'passwordProfile.password'],
    ['a wrong country', { usageLocation: 'UK' }, 'usageLocation'],
  ])('%s is refused', async (_, change, field) => {
    const directory = await aDirectory()
    const body = aUser(directory, 'x', change)

    expect(await call('POST', directory.users, { as: directory.admin, body })).toMatchObject({
      status: 400,
      body: { code: 2000, data: [field] },
    })
  })

  test('a name belongs to one user; admin is taken from the start', async () => {
    const directory = await aDirectory()
    const ask = (name: string) => call('POST', directory.users, { as: directory.admin, body: aUser(directory, name) })
    must(await ask('Daniel'), 200)

    for (const name of ['daniel', 'DANIEL', 'admin'])
      expect(await ask(name)).toMatchObject({ status: 409, body: { code: 971100, data: ['userPrincipalName'] } })
  })

  test('ten at once with one name: one gets it', async () => {
    const directory = await aDirectory()
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        call('POST', directory.users, { as: directory.admin, body: aUser(directory, 'race') }),
      ),
    )

    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)])
    expect(await operationsOf(directory.admin)).toEqual(['create_customer_user', 'add_customer'])
  })

  test('an unknown user is 404/60002', async () => {
    const { admin, users } = await aDirectory()

    expect(await call('GET', `${users}/${randomUUID()}`, { as: admin })).toMatchObject({
      status: 404,
      body: { code: 60002 },
    })
  })
})

describe('list-customer-users', () => {
  const namesOf = (body: { items: { displayName: string }[] }) => body.items.map(({ displayName }) => displayName)

  test('in every order, a page at a time', async () => {
    const directory = await aDirectory()
    const { admin, users } = directory
    for (const [name, displayName] of [
      ['z', 'Ann'],
      ['y', 'bob'],
      ['x', 'Cleo'],
      ['w', 'Ann'],
      ['v', 'Dora'],
    ] as const)
      await givenUser(directory, name, { displayName })
    const ask = async (query = '', token?: string) =>
      must(
        await call('GET', `${users}${query}`, {
          as: admin,
          ...(token && { headers: { 'ms-continuationtoken': token } }),
        }),
        200,
      ).body

    expect(namesOf(await ask())).toEqual(['Ann', 'Ann', 'bob', 'Cleo', 'Dora'])
    expect(namesOf(await ask('?sortField=UserPrincipalName&sortDirection=Descending'))).toEqual([
      'Ann',
      'bob',
      'Cleo',
      'Ann',
      'Dora',
    ])
    const query = '?size=2&sortDirection=Descending'
    const first = await ask(query)
    expect(first.links.next).toMatchObject({ headers: [{ key: 'MS-ContinuationToken' }] })
    const second = await ask(`${query}&seekOperation=Next`, first.continuationToken)
    const third = await ask(`${query}&seekOperation=Next`, second.continuationToken)
    expect([first, second, third].flatMap(namesOf)).toEqual(['Dora', 'Cleo', 'bob', 'Ann', 'Ann'])
    expect(third.continuationToken).toBeUndefined()
    expect(namesOf(await ask('?seekOperation=Next', first.continuationToken))).toEqual(['bob', 'Ann'])
    expect(namesOf(await ask('?seekOperation=Last', first.continuationToken))).toEqual(['Ann', 'Ann'])
    expect(
      await call('GET', `${users}?seekOperation=Next&sortDirection=Ascending`, {
        as: admin,
        headers: { 'ms-continuationtoken': first.continuationToken },
      }),
    ).toMatchObject({ status: 400, body: { code: 2000, data: ['MS-ContinuationToken'] } })
  })

  test.each(['?sortField=password', '?sortDirection=up', '?size=501', '?filter=x'])('%s is refused', async (query) => {
    const { admin, users } = await aDirectory()

    expect(await call('GET', `${users}${query}`, { as: admin })).toMatchObject({ status: 400, body: { code: 2000 } })
  })

  test('an order does not read the users of its customer, nor do they show in it', async () => {
    const directory = await aDirectory()
    await givenUser(directory)

    expect((await call('GET', `/v1/customers/${directory.id}/orders`, { as: directory.admin })).body.items).toEqual([])
  })
})

describe('update-customer-user', () => {
  const patch = ({ admin, users }: Directory, userId: string, body: object, headers = {}) =>
    call('PATCH', `${users}/${userId}`, { as: admin, body, headers })

  test('what is given changes, the rest stays', async () => {
    const directory = await aDirectory()
    const user = await givenUser(directory)
    const { id } = user

    expect(
      await patch(directory, id, { DisplayName: 'Dan', UsageLocation: null, PhoneNumber: '+1 206' }),
    ).toMatchObject({
      status: 200,
      body: { displayName: 'Dan', phoneNumber: '+1 206', usageLocation: 'US', firstName: 'Daniel' },
    })
    expect((await operationsOf(directory.admin))[0]).toBe('update_customer_user')
  })

  test('a whole user that comes back unchanged changes nothing', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    const whole = must(await call('GET', `${directory.users}/${id}`, { as: directory.admin }), 200).body

    expect((await patch(directory, id, whole)).body).toEqual(whole)
    expect(await operationsOf(directory.admin)).toHaveLength(2)
  })

  test('a password is reset without a trace of it', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    const password = 'Anoth3r!not-to-be-kept'
    const headers = { 'ms-requestid': randomUUID() }

    const reply = await patch(directory, id, { passwordProfile: { password, forceChangePassword: false } }, headers)

    expect(reply).toMatchObject({ status: 200, body: { passwordProfile: { password, forceChangePassword: false } } })
    expect((await operationsOf(directory.admin))[0]).toBe('reset_customer_user_password')
    const again = await patch(directory, id, { passwordProfile: { password, forceChangePassword: false } }, headers)
    expect(again.body.passwordProfile).toEqual({ forceChangePassword: false })
    expect(await operationsOf(directory.admin)).toHaveLength(3)
    expect(await everythingOf(directory)).not.toContain(password)
  })

  test('a new name lets the old one go, and must be free', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory, 'one')
    const two = await givenUser(directory, 'two')
    const renamed = (name: string) => ({ userPrincipalName: `${name}@${directory.domain}` })

    expect((await patch(directory, id, renamed('two'))).body.code).toBe(971100)
    expect((await patch(directory, id, renamed('ONE'))).body.userPrincipalName).toBe(`ONE@${directory.domain}`)
    expect((await patch(directory, id, renamed('three'))).status).toBe(200)
    expect((await operationsOf(directory.admin))[0]).toBe('update_customer_user_principal_name')
    expect((await patch(directory, two.id, renamed('one'))).status).toBe(200)
  })

  test('inactive is for DELETE only', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)

    expect(await patch(directory, id, { state: 'inactive' })).toMatchObject({ status: 400, body: { data: ['state'] } })
  })
})

describe('delete-customer-user', () => {
  const remove = ({ admin, users }: Directory, userId: string, headers = {}) =>
    call('DELETE', `${users}/${userId}`, { as: admin, headers })
  const restore = ({ admin, users }: Directory, userId: string) =>
    call('PATCH', `${users}/${userId}`, {
      as: admin,
      body: { State: 'active', Attributes: { ObjectType: 'CustomerUser' } },
    })

  test('a deleted user is listed among the inactive only, and can be restored', async () => {
    const directory = await aDirectory()
    const { admin, users } = directory
    const { id } = await givenUser(directory)
    const list = async (query = '') => must(await call('GET', `${users}${query}`, { as: admin }), 200).body

    expect(await remove(directory, id)).toMatchObject({ status: 204, text: '' })
    expect((await call('GET', `${users}/${id}`, { as: admin })).status).toBe(404)
    expect((await list()).items).toEqual([])
    expect((await list(`?filter=${inactive}`)).items).toMatchObject([
      { id, state: 'inactive', softDeletionTime: expect.stringMatching(/Z$/) },
    ])
    expect((await call('PATCH', `${users}/${id}`, { as: admin, body: { displayName: 'X' } })).body.code).toBe(60002)

    expect(await restore(directory, id)).toMatchObject({ status: 200, body: { id, state: 'active' } })
    expect((await call('GET', `${users}/${id}`, { as: admin })).body.softDeletionTime).toBeUndefined()
    expect((await list(`?filter=${inactive}`)).items).toEqual([])
    expect(await operationsOf(admin)).toEqual([
      'restore_customer_user',
      'delete_customer_user',
      'create_customer_user',
      'add_customer',
    ])
  })

  test('its name is free for another, and then it cannot come back under it', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    must(await remove(directory, id), 204)
    await givenUser(directory)

    expect(await restore(directory, id)).toMatchObject({ status: 409, body: { code: 971100 } })
    const body = { state: 'active', userPrincipalName: `dan2@${directory.domain}` }
    expect((await call('PATCH', `${directory.users}/${id}`, { as: directory.admin, body })).status).toBe(200)
  })

  test('after thirty days it is gone: purge-customer-user deletes its data, not a day before', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    must(await remove(directory, id), 204)
    const partition = directory.admin.partner.partnerId
    const key = `c!${directory.id}!u!${id}`
    const message = { providerId: partition, customerId: directory.id, userId: id }
    const deliver = () => purge(message, watchedContext())
    const deletedAgo = async (ms: number) => {
      const row = await read('providers', partition, key)
      const value = { ...(row?.value as object), deletedAt: new Date(Date.now() - ms).toISOString() }
      await write('providers', { kind: 'replace', row: { ...row!, value }, etag: row!.etag })
    }
    await deletedAgo(29 * 86_400_000)
    await deliver()
    expect(await read('providers', partition, key)).toBeDefined()

    await deletedAgo(30 * 86_400_000)
    expect(await restore(directory, id)).toMatchObject({ status: 404, body: { code: 60002 } })
    expect((await call('GET', `${directory.users}?filter=${inactive}`, { as: directory.admin })).body.items).toEqual([])
    await deliver()
    await deliver()
    expect(await read('providers', partition, key)).toBeUndefined()
  })

  test('purge-customer-users tells of it when it is due; a restored user stays', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    must(await remove(directory, id), 204)
    const due = async () =>
      (await Array.fromAsync(partitions('due', { from: 'purgeCustomerUser!', to: 'purgeCustomerUser~', until: '~' })))
        .flat()
        .filter(({ value }) => JSON.stringify(value).includes(id))
    const [row] = await due()

    expect(row?.key.slice(0, 10)).toBe(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10))
    const providerId = directory.admin.partner.partnerId
    expect(toPurgeMessage(Due.parse(row?.value))).toEqual({ providerId, customerId: directory.id, userId: id })
    await purgeDue({ isPastDue: false, schedule: { adjustForDST: true } } as Timer, watchedContext())
    expect(await due()).toHaveLength(1)

    must(await restore(directory, id), 200)
    await purge({ providerId, customerId: directory.id, userId: id }, watchedContext())
    expect((await call('GET', `${directory.users}/${id}`, { as: directory.admin })).status).toBe(200)
  })

  test('the same request id deletes it once; another finds nothing', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    const headers = { 'ms-requestid': randomUUID() }
    must(await remove(directory, id, headers), 204)

    expect((await remove(directory, id, headers)).status).toBe(204)
    expect(await remove(directory, id)).toMatchObject({ status: 404, body: { code: 60002 } })
  })
})

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
