import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aDirectory, aUser, everythingOf, givenUser, operationsOf, secret } from '../../support/directory.ts'
import { must } from '../../support/given.ts'

await importAllSteps()

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
    const { handler } = await import('../../../functions/system/zz-unmatched.ts')
    const { send } = await import('../../support/call.ts')

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
