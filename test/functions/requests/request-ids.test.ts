import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOf, range, write } from '../../../shared/azure/store.ts'
import { StoredAnswer } from '../../../shared/command/tables.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aCustomer, aProvider, givenReadyCustomer } from '../../support/given.ts'

await importAllSteps()

const create = (as: Person, requestId: string, body: unknown) =>
  call('POST', '/v1/customers', { as, body, headers: { 'ms-requestid': requestId } })

test.each([
  'order 7 of May',
  'a/b?c=d&e',
  'plain-text',
  '"quoted"',
  'x'.repeat(100),
  'Zürich',
  '{not-a-guid}',
  '%C3%BC',
])('whatever names a request, a repeat of it gives the first answer: %s', async (requestId) => {
  const { admin } = aProvider()
  const body = aCustomer()

  const [first, again] = [await create(admin, requestId, body), await create(admin, requestId, body)]

  expect(first.status).toBe(201)
  expect(again.text).toBe(first.text)
  expect((await call('GET', '/v1/customers', { as: admin })).body.totalCount).toBe(1)
  // The host lets nothing else out in a header.
  expect(first.headers['ms-requestid']).toMatch(/^[\x20-\x7e]+$/)
})

test('a GUID in braces, in any casing, is that GUID, and is given back as it', async () => {
  const { admin } = aProvider()
  const body = aCustomer()
  const id = randomUUID()

  const first = await create(admin, id, body)
  const again = await create(admin, ` {${id.toUpperCase()}} `, body)

  expect(again.text).toBe(first.text)
  expect(again.headers['ms-requestid']).toBe(id.toUpperCase())
})

test('two ids that only look alike name two requests', async () => {
  const { admin } = aProvider()
  const ids = ['Zürich', 'Zurich', 'Z rich', 'Z%20rich', '{Zurich}']

  const made = await Promise.all(ids.map((id) => create(admin, id, aCustomer())))

  expect(made.map(({ status }) => status)).toEqual(ids.map(() => 201))
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(ids.length)
})

test('an id that is too long is refused before anything is done, in reads too', async () => {
  const { admin } = aProvider()
  const long = 'x'.repeat(101)

  const refused = await create(admin, long, aCustomer())

  expect(refused).toMatchObject({ status: 400, body: { code: 2000, data: ['MS-RequestId'] } })
  expect((await call('GET', '/v1/customers', { as: admin, headers: { 'ms-requestid': long } })).status).toBe(400)
  expect((await call('GET', '/v1/customers', { as: admin })).body.totalCount).toBe(0)
})

test('any text that can stand in a header names a request', async () => {
  const { admin } = aProvider()
  const text = fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 100,
  })
  const check = fc.asyncProperty(text, async (requestId) => {
    const reply = await call('GET', '/v1/customers', { as: admin, headers: { 'ms-requestid': requestId } })
    expect(reply.status).toBe(200)
    expect(reply.headers['ms-requestid']).toMatch(/^[\x20-\x7e]+$/)
  })

  await fc.assert(check, { numRuns: 100 })
})

test('a repeat with another query is another request under the same id', async () => {
  const { admin } = aProvider()
  const { id } = await givenReadyCustomer(admin)
  const headers = { 'ms-requestid': randomUUID() }
  const put = (query: string) =>
    call('PUT', `/v1/customers/${id}/qualification${query}`, { as: admin, body: 'government_community_cloud', headers })

  const first = await put('?code=GCC-1')

  expect(first.status).toBe(200)
  expect((await put('?code=GCC-1')).text).toBe(first.text)
  expect(await put('?code=GCC-2')).toMatchObject({ status: 409, body: { code: 971001 } })
  expect((await put('')).status).toBe(409)
})

test('an answer that was kept under another form of hash is given again, and one of this form only for the same body', async () => {
  const { admin, partner } = aProvider()
  const [requestId, body] = [randomUUID(), aCustomer()]
  const first = await create(admin, requestId, body)
  const [kept] = await range('providers', partner.partnerId, { from: 'i!', to: endOf('i!'), limit: 2 })
  if (!kept) throw new Error('no answer was kept')

  expect(await create(admin, requestId, aCustomer())).toMatchObject({ status: 409, body: { code: 971001 } })
  const { hashVersion: _, ...older } = StoredAnswer.parse(kept.value)
  await write('providers', { kind: 'upsert', row: { ...kept, value: { ...older, bodyHash: 'another' } } })
  expect((await create(admin, requestId, body)).text).toBe(first.text)
})

test.for([
  [{ quantity: '7' }, { quantity: 7 }],
  [{ quantity: 7.0 }, { Quantity: 7 }],
])('%j is the same request as %j', async ([line, sameLine]) => {
  const { admin } = aProvider()
  const { id } = await givenReadyCustomer(admin)
  const requestId = randomUUID()
  const order = (given: object) => {
    const lineItems = [{ offerId: '91FD106F-4B2C-4938-95AC-F54F74E9A239', ...given }]
    return call('POST', `/v1/customers/${id}/orders`, {
      as: admin,
      body: { lineItems },
      headers: { 'ms-requestid': requestId },
    })
  }

  const first = await order(line ?? {})

  expect(first.status).toBe(201)
  expect((await order(sameLine ?? {})).text).toBe(first.text)
})
