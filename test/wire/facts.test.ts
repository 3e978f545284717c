import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aCustomer, anAgreement, aProvider, givenPartnership, must } from '../support/given.ts'
import * as catalogue from './fixtures/catalogue.ts'
import * as customers from './fixtures/customers.ts'
import type { Fact, Names } from './fixtures/fact.ts'
import * as partners from './fixtures/partners.ts'
import { refusals } from './fixtures/refusals.ts'
import { hasRecordings, recordedBody, shapeOf } from './recording.ts'

await importAllSteps()

const facts: readonly Fact[] = [catalogue, customers, partners].flatMap((topic) => Object.values(topic))
const { admin } = aProvider()
const ids: Record<string, string> = { productId: 'CFQ7TTC0LH18', skuId: '0001' }
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

beforeAll(async () => {
  const reseller = await givenPartnership(admin)
  const wanted = aCustomer({ associatedPartnerId: reseller.partner.partnerId })
  const give = async (request: string, body: unknown, status: number) => {
    const [method = '', path = ''] = request.split(' ')
    return must(await call(method, path, { as: admin, body }), status).body
  }
  const { id } = await give('POST /v1/customers', wanted, 201)
  await give(`POST /v1/customers/${id}/agreements`, anAgreement(), 201)
  const users = `/v1/customers/${id}/users`
  const aUser = (name: string) => ({
    ...{
      usageLocation: 'US',
      userPrincipalName: `${name}@${wanted.companyProfile.domain}`,
      displayName: 'Daniel Tsai',
    },
    ...{ firstName: 'Daniel', lastName: 'Tsai', passwordProfile: { password: 'Passw0rd!', forceChangePassword: true } },
  })
  const [user, deleted] = [
    await give(`POST ${users}`, aUser('daniel'), 200),
    await give(`POST ${users}`, aUser('eve'), 200),
  ]
  await give(`POST /v1/customers/${id}/directoryroles/${helpdesk}/usermembers`, { id: user.id }, 201)
  await give(`DELETE ${users}/${deleted.id}`, undefined, 204)
  const lineItems = [{ offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 1 }]
  await give(`POST /v1/customers/${id}/orders`, { lineItems }, 201)
  Object.assign(ids, { customerId: id, userId: user.id })
})

const get = async (operation: string) => {
  const path = operation.replace('GET ', '').replace(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole)
  return must(await call('GET', path, { as: admin }), 200)
}

/** As shapeOf gives it of an answer. */
function shapeOfNames(names: Names): unknown {
  if (typeof names === 'string') return names
  if (Array.isArray(names)) return names.map(shapeOfNames)
  return Object.entries(names).map(([name, value]) => [name, shapeOfNames(value as Names)])
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
const at = (body: any, path: string) => path.split('.').reduce((value, name) => value?.[name], body)

describe.each(facts)('$operation', ({ operation, recorded, names, values, more = [] }) => {
  test('has the names that the live service gives, in their order', async () => {
    const { text } = await get(operation)
    const known = JSON.parse(text, (name, value) => (more.includes(name) ? undefined : value))

    expect(shapeOf(known)).toEqual(shapeOfNames(names))
    for (const name of more) expect(text).toContain(`"${name}":`)
  })

  test.each(Object.entries(values))('%s', async (path, value) => {
    const found = at((await get(operation)).body, path)

    if (value instanceof RegExp) expect(found).toMatch(value)
    else expect(found).toBe(value)
  })

  test('leaves out what is not there, rather than calling it null', async () => {
    expect((await get(operation)).text.replaceAll(/\{"key":"\w+(-\d)?","value":null\}/g, '')).not.toContain('":null')
  })

  test.runIf(hasRecordings)('was written down as it was recorded', () => {
    expect(shapeOf(recordedBody(recorded))).toEqual(shapeOfNames(names))
  })
})

describe('around every answer', () => {
  test('the ids of the request come back', async () => {
    const headers = { 'ms-requestid': randomUUID(), 'ms-correlationid': randomUUID() }

    expect((await call('GET', '/v1/customers', { as: admin, headers })).headers).toMatchObject({
      ...headers,
      'content-type': 'application/json; charset=utf-8',
    })
  })

  test('a refusal is in the shape of its family', async () => {
    const unknown = await call('GET', `/v1/customers/${randomUUID()}`, { as: admin })
    const again = await call('POST', `/v1/customers/${ids.customerId}/agreements`, { as: admin, body: anAgreement() })

    expect([unknown.body.code, Object.keys(unknown.body)]).toEqual([60003, refusals.classic])
    expect([again.body.code, Object.keys(again.body)]).toEqual([600061, refusals.newer])
  })

  test('whoever asks too often is told by a status, not by a code', async () => {
    must(
      await call('POST', '/webhooks/v1/registration', {
        as: admin,
        body: { WebhookUrl: 'http://127.0.0.1:9/', WebhookEvents: ['test-created'] },
      }),
      200,
    )
    const ask = () => call('POST', '/webhooks/v1/registration/validationEvents', { as: admin })
    const [, , third] = [await ask(), await ask(), await ask()]

    expect([third.status, Object.keys(third.body), third.body.statusCode]).toEqual([429, refusals.tooMany, 429])
  })
})
