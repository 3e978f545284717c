import { randomUUID } from 'node:crypto'
import type { Timer } from '@azure/functions'
import { describe, expect, test } from 'vitest'
import { handler as purge } from '../../../functions/users/purge-customer-user.ts'
import { handler as purgeDue } from '../../../functions/users/purge-customer-users.ts'
import { toPurgeMessage } from '../../../shared/aggregates/users/customer-users.ts'
import { partitions, read, write } from '../../../shared/azure/store.ts'
import { Due } from '../../../shared/command/tables.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aDirectory, type Directory, everythingOf, givenUser, inactive, operationsOf } from '../../support/directory.ts'
import { must } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()

describe('update-customer-user', () => {
  const patch = ({ admin, users }: Directory, userId: string, body: object, headers = {}) =>
    call('PATCH', `${users}/${userId}`, { as: admin, body, headers })

  test('what is given changes, the rest stays', async () => {
    const directory = await aDirectory()
    const user = await givenUser(directory)
    const { id } = user

    expect(
      await patch(directory, id, { DisplayName: 'Dan', UsageLocation: null, PhoneNumber: '+1 206 555' }),
    ).toMatchObject({
      status: 200,
      body: { displayName: 'Dan', phoneNumber: '+1 206 555', usageLocation: 'US', firstName: 'Daniel' },
    })
    expect((await operationsOf(directory.admin))[0]).toBe('update_customer_user')
  })

  test('an empty text clears what a user need not have, and nothing else', async () => {
    const directory = await aDirectory()
    const { id } = await givenUser(directory)
    const cleared = { firstName: '', lastName: '', usageLocation: '' }

    const { status, body } = await patch(directory, id, cleared)

    expect(status).toBe(200)
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['firstName']))
    expect(must(await call('GET', `${directory.users}/${id}`, { as: directory.admin }), 200).body).toEqual(body)
    expect(await patch(directory, id, cleared)).toMatchObject({ status: 200, body })
    expect(
      (await operationsOf(directory.admin)).filter((name: string) => name === 'update_customer_user'),
    ).toHaveLength(1)
    expect(await patch(directory, id, { displayName: '' })).toMatchObject({
      status: 400,
      body: { data: ['displayName'] },
    })
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
