import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { type Asked, call, type Reply, send } from '../../support/call.ts'
import { aCustomer, aProvider } from '../../support/given.ts'

await importAllSteps()
const { handler: unmatched } = await import('../../../functions/system/zz-unmatched.ts')
const { handler: askQuestion } = await import('../../../functions/invitations/ask-question-page.ts')

const name = 'Käse 김 Göteborg'
const latin = 'Käse Söhne'
const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

function aCustomerCalled(companyName: string): string {
  const customer = aCustomer()
  return JSON.stringify({ ...customer, billingProfile: { ...customer.billingProfile, companyName } })
}

const create = (bytes: Uint8Array, headers: Record<string, string>): Promise<Reply> =>
  call('POST', '/v1/customers', { as: aProvider().admin, bytes, headers })

const json = 'application/json'

test.each<[string, string, (text: string) => Uint8Array, Record<string, string>]>([
  ['UTF-8 that says nothing', name, utf8, {}],
  ['UTF-8 that says so', name, utf8, { 'content-type': `${json}; charset=utf-8` }],
  ['UTF-8 in quotes', name, utf8, { 'content-type': `${json};charset="UTF-8"` }],
  ['UTF-8 with its mark', name, (text) => utf8(`\uFEFF${text}`), { 'content-type': json }],
  ['Latin-1 that says so', latin, latin1, { 'content-type': `${json}; charset=iso-8859-1` }],
  ['UTF-16 that says so', name, utf16, { 'content-type': `${json}; charset=utf-16` }],
  ['gzip', name, gzipSync, { 'content-encoding': 'gzip' }],
  ['gzip in capitals', name, gzipSync, { 'content-encoding': 'GZIP' }],
  ['deflate', name, deflateSync, { 'content-encoding': 'deflate' }],
  ['br', name, brotliCompressSync, { 'content-encoding': 'br' }],
  [
    'gzip of Latin-1',
    latin,
    (text) => gzipSync(latin1(text)),
    { 'content-type': `${json}; charset=latin1`, 'content-encoding': 'gzip' },
  ],
  ['identity', name, utf8, { 'content-encoding': 'identity' }],
])('a body is read to the letter: %s', async (_, companyName, encode, headers) => {
  const { status, body, text } = await create(encode(aCustomerCalled(companyName)), headers)

  expect(status, text).toBe(201)
  expect(body.billingProfile.companyName).toBe(companyName)
})

test.each<[string, (text: string) => Uint8Array, Record<string, string>, string]>([
  ['Latin-1 that says nothing', latin1, { 'content-type': json }, 'UTF-8'],
  ['Latin-1 that says UTF-8', latin1, { 'content-type': `${json}; charset=utf-8` }, 'UTF-8'],
  [
    'half a sign of UTF-16',
    (text) => utf16(text).subarray(1),
    { 'content-type': `${json}; charset=utf-16le` },
    'UTF-16LE',
  ],
  ['what is no gzip', utf8, { 'content-encoding': 'gzip' }, 'gzip'],
  ['gzip that breaks off', (text) => gzipSync(text).subarray(0, 60), { 'content-encoding': 'gzip' }, 'gzip'],
])('%s is refused, and the encoding is named', async (_, encode, headers, named) => {
  const { status, body } = await create(encode(aCustomerCalled(latin)), headers)

  expect([status, body.code, body.data]).toEqual([400, 2000, ['body']])
  expect(body.description).toContain(named)
})

test.each<Record<string, string>>([
  { 'content-type': `${json}; charset=utf-7` },
  { 'content-type': `${json}; charset=klingon` },
  { 'content-encoding': 'zstd' },
  { 'content-encoding': 'gzip, br' },
])('%j is 415', async (headers) => {
  expect(await create(utf8(aCustomerCalled(name)), headers)).toMatchObject({ status: 415, body: { code: 971013 } })
})

test('a small body that would become a large one is refused before it is one', async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000, ' '))
  // Its end is wrong, which only whoever unpacks all of it can see.
  bomb.fill(0, bomb.length - 8)

  expect(await create(bomb, { 'content-encoding': 'gzip' })).toMatchObject({ status: 413, body: { code: 971011 } })
})

test('a path that is not clean has its body read by the same rules', async () => {
  const asked = (bytes: Uint8Array, headers: Record<string, string> = {}): Asked => ({
    as: aProvider().admin,
    bytes,
    headers,
  })
  const zipped = asked(gzipSync(aCustomerCalled(name)), { 'content-encoding': 'gzip' })

  expect((await send(unmatched, 'POST', '/v1//customers', zipped)).body.billingProfile.companyName).toBe(name)
  expect((await send(unmatched, 'POST', '/v1//customers', asked(latin1(aCustomerCalled(latin))))).status).toBe(400)
})

test('forms are read by the same rules', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const sent = (bytes: Uint8Array, more: Record<string, string> = {}) =>
    send(askQuestion, 'POST', '/invitations', { bytes, headers: { ...headers, ...more } })
  const exchange = (bytes: Uint8Array, more: Record<string, string> = {}) =>
    call('POST', '/generatetoken', { as: aProvider().admin, bytes, headers: { ...headers, ...more } })

  expect((await sent(latin1('question=Käse'))).status).toBe(400)
  expect((await sent(utf8('question=x'), { 'content-encoding': 'zstd' })).status).toBe(415)
  expect((await exchange(latin1('grant_type=ä'))).status).toBe(400)
  expect((await exchange(utf8('grant_type=jwt_token'), { 'content-encoding': 'zstd' })).status).toBe(415)
  expect((await exchange(gzipSync('grant_type=jwt_token'), { 'content-encoding': 'gzip' })).status).toBe(200)
})

test('whatever bytes come, none is a fault of ours and none is replaced', async () => {
  const { admin } = aProvider()
  const check = fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (inside) => {
    const [before, after] = aCustomerCalled('#').split('#').map(utf8)
    const bytes = Buffer.concat([before ?? '', inside, after ?? ''].map((part) => Buffer.from(part)))
    const { status, text } = await call('POST', '/v1/customers', { as: admin, bytes })
    expect(status, text).toBeLessThan(500)
    if (!inside.some((_, index) => inside[index] === 0xef)) expect(text).not.toContain('\uFFFD')
  })

  await fc.assert(check, { numRuns: 60 })
})
