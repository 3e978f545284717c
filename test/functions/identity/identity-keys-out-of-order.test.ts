import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchListener, type LocalServer, listen } from '../../../local/web.ts'
import { call, tokenOf } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'

let server: LocalServer
let outage: (() => Response) | undefined

beforeAll(async () => {
  const { publicKey } = await generateKeyPair('RS256')
  const keys = [await exportJWK(publicKey)]
  server = await listen(
    0,
    fetchListener(() => Promise.resolve(outage?.() ?? Response.json({ keys }))),
  )
  process.env.AUTH_JWKS_URL = server.url
  await import('../../../functions/customers/list-customers.ts')
})
beforeEach(() => {
  outage = undefined
})
afterAll(() => server.stop())

const kinds: Readonly<Record<string, () => Response>> = {
  'a 500': () => new Response('', { status: 500 }),
  'a 503 that says so': () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 }),
  'a 429': () => new Response('', { status: 429 }),
}

test.each([...Object.entries(kinds), ['a page of a proxy', () => new Response('<html>')] as const])(
  '%s in place of the keys is 503 with Retry-After, and says nothing about the token',
  async (_, answer) => {
    outage = answer

    const reply = await call('GET', '/v1/customers', { as: aProvider().admin })

    expect(reply).toMatchObject({ status: 503, body: { code: 971010 }, headers: { 'retry-after': '5' } })
    expect(reply.headers).not.toHaveProperty('www-authenticate')
  },
)

test('keys that are no key set are the provider’s fault too', async () => {
  outage = () => Response.json({ keys: 'none' })

  expect((await call('GET', '/v1/customers', { as: aProvider().admin })).status).toBe(503)
})

test('a token that is no good stays 401 while the keys cannot be fetched', async () => {
  outage = () => new Response('', { status: 500 })
  const unsigned = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))

  for (const token of ['abc', unsigned]) expect((await call('GET', '/v1/customers', { token })).status).toBe(401)
})

test('a token of a key that the provider does not have is 401 while it answers', async () => {
  expect((await call('GET', '/v1/customers', { token: await tokenOf(aProvider().admin) })).status).toBe(401)
})
