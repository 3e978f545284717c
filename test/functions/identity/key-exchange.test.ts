import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { handler as showInvitation } from '../../../functions/invitations/show-invitation.ts'
import { handler as showRelationship } from '../../../functions/relationships/show-relationship.ts'
import { settings } from '../../../shared/azure/settings.ts'
import { seal } from '../../../shared/http/session.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, send } from '../../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenDraft, must } from '../../support/given.ts'

await importAllSteps()

const kept = { linkKeys: [...settings.linkKeys], sessionKeys: [...settings.sessionKeys] }
const newKey = Buffer.alloc(32, 'another')

afterEach(() => {
  settings.linkKeys.splice(0, 9, ...kept.linkKeys)
  settings.sessionKeys.splice(0, 9, ...kept.sessionKeys)
})

/** A new key signs, and the one before is still good; or it is not any more. */
const exchange = {
  'a second key': () => {
    settings.linkKeys.unshift(newKey)
    settings.sessionKeys.unshift(newKey)
  },
  'a key that is gone': () => {
    settings.linkKeys.splice(0, 9, newKey)
    settings.sessionKeys.splice(0, 9, newKey)
  },
}

const open = async (handler: typeof showInvitation, path: string, cookie = '') =>
  send(handler, 'GET', path, { headers: { cookie } })

describe.each([
  ['a second key', true],
  ['a key that is gone', false],
] as const)('what was made with %s is good: %s', (which, isGood) => {
  test('a link to an invitation', async () => {
    const { token } = await givenDraft(aProvider().admin)
    exchange[which]()

    expect((await open(showInvitation, `/invitations?token=${token}`)).status === 200).toBe(isGood)
  })

  test('a link to a relationship', async () => {
    const { url } = must(await call('GET', '/v1/customers/relationshiprequests', { as: aProvider().admin }), 200).body
    exchange[which]()

    expect((await open(showRelationship, `/relationship${new URL(url).search}`)).status === 200).toBe(isGood)
  })

  test('a session', async () => {
    const claims = { tid: randomUUID(), oid: 'tess', preferred_username: 'tess', name: 'Tess Signed-In' }
    const { name, value } = await seal('session', claims)
    exchange[which]()
    const { token } = await givenDraft(aProvider().admin)
    const { text } = await open(showInvitation, `/invitations?token=${token}`, `${name}=${value}`)

    expect(text.includes('Tess Signed-In')).toBe(isGood)
  })

  test('the place in a list', async () => {
    const { admin } = aProvider()
    await Promise.all([givenCustomer(admin), givenCustomer(admin)])
    const { continuationToken } = must(await call('GET', '/v1/customers?size=1', { as: admin }), 200).body
    exchange[which]()
    const headers = { 'ms-continuationtoken': continuationToken }
    const next = await call('GET', '/v1/customers?size=1&seekOperation=Next', { as: admin, headers })

    expect(next.status).toBe(isGood ? 200 : 400)
  })

  test('the password of a new admin', async () => {
    const { admin } = aProvider()
    const asked = { as: admin, body: aCustomer(), headers: { 'ms-requestid': randomUUID() } }
    const first = must(await call('POST', '/v1/customers', asked), 201).body.userCredentials.password
    exchange[which]()
    const again = must(await call('POST', '/v1/customers', asked), 201).body.userCredentials.password

    expect(again).toBe(isGood ? first : undefined)
  })
})
