import type { HttpHandler } from '@azure/functions'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchListener, type LocalServer, listen } from '../../../local/web.ts'
import { send } from '../../support/call.ts'
import { aProvider, givenDraft } from '../../support/given.ts'

const tenant = '77000001-0000-4000-8000-000000000000'
const clientId = 'pages'
const identityHeader = 'only-the-platform-knows'

let server: LocalServer
let signer: Awaited<ReturnType<typeof generateKeyPair>>
let steps: Awaited<ReturnType<typeof loadSteps>>
/** What the identity provider was asked at its token endpoint, and the platform at its identity endpoint. */
let grants: URLSearchParams[] = []
const identityCalls: URL[] = []
let refuses = false
let claims: Readonly<Record<string, unknown>> = {}

/** An identity provider and a platform's identity endpoint in one. */
async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (url.pathname === '/msi') {
    identityCalls.push(url)
    if (request.headers.get('x-identity-header') !== identityHeader) return Response.json({}, { status: 401 })
    return Response.json({ access_token: 'the-identity-itself', expires_on: 4_000_000_000, token_type: 'Bearer' })
  }
  if (url.pathname === '/jwks')
    return Response.json({ keys: [{ ...(await exportJWK(signer.publicKey)), kid: 'k', alg: 'RS256' }] })
  if (url.pathname === '/token') {
    grants.push(new URLSearchParams(await request.text()))
    if (!refuses) return Response.json(await tokens())
    return Response.json({ error: 'invalid_client', error_description: 'AADSTS700213' }, { status: 401 })
  }
  return Response.json({
    issuer: server.url,
    authorization_endpoint: `${server.url}/authorize`,
    token_endpoint: `${server.url}/token`,
    jwks_uri: `${server.url}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
  })
}

async function tokens() {
  const idToken = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(server.url)
    .setAudience(clientId)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(signer.privateKey)
  return { access_token: 'x', token_type: 'Bearer', id_token: idToken }
}

async function loadSteps() {
  await (await import('../../support/all-steps.ts')).importAllSteps()
  const [begin, finish] = await Promise.all([
    import('../../../functions/pages/begin-sign-in.ts'),
    import('../../../functions/pages/finish-sign-in.ts'),
  ])
  return { begin: begin.handler, finish: finish.handler }
}

beforeAll(async () => {
  signer = await generateKeyPair('RS256')
  server = await listen(0, fetchListener(answer))
  delete process.env.SIGNIN_CLIENT_SECRET
  Object.assign(process.env, {
    SIGNIN_ISSUER: server.url,
    SIGNIN_CLIENT_ID: clientId,
    AZURE_CLIENT_ID: '88000001-0000-4000-8000-000000000000',
    IDENTITY_ENDPOINT: `${server.url}/msi`,
    IDENTITY_HEADER: identityHeader,
  })
  steps = await loadSteps()
})
beforeEach(() => {
  grants = []
  refuses = false
})
afterAll(() => server.stop())

const givenToken = async () => (await givenDraft(aProvider().admin)).token

/** Goes to the identity provider and comes back as somebody of `tid`. */
async function signIn(tid: string, invitation?: string) {
  const token = invitation ?? (await givenToken())
  const begun = await send(steps.begin, 'GET', `/signin?token=${token}`)
  const asked = new URL(begun.headers.location ?? '').searchParams
  claims = { sub: 's', oid: 'o', tid, name: 'Tess', nonce: asked.get('nonce'), roles: ['GlobalAdmin'] }
  const cookie = `${begun.cookies?.[0]?.name}=${begun.cookies?.[0]?.value}`
  const path = `/signin/callback?code=c&state=${asked.get('state')}`
  return send(steps.finish, 'GET', path, { headers: { cookie, 'accept-language': 'en' } })
}

test('without a secret the app vouches for itself with a token of its identity', async () => {
  const reply = await signIn(tenant)

  expect(reply).toMatchObject({ status: 302, headers: { location: expect.stringContaining('/invitations?token=') } })
  expect(Object.fromEntries(grants[0] ?? [])).toMatchObject({
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: 'the-identity-itself',
    code: 'c',
  })
  expect(grants[0]?.has('client_secret')).toBe(false)
  expect(Object.fromEntries(identityCalls[0]?.searchParams ?? [])).toMatchObject({
    resource: 'api://AzureADTokenExchange',
    client_id: '88000001-0000-4000-8000-000000000000',
  })
})

/** A browser that begins to sign in, in as many tabs as there are invitations, and comes back in each. */
function aBrowser() {
  const jar = new Map<string, string>()
  const ask = async (handler: HttpHandler, path: string) => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const reply = await send(handler, 'GET', path, { headers: { cookie, 'accept-language': 'en' } })
    for (const { name, value, maxAge } of reply.cookies ?? []) maxAge === 0 ? jar.delete(name) : jar.set(name, value)
    return reply
  }
  const begin = async (token: string) => {
    const { headers } = await ask(steps.begin, `/signin?token=${token}&lang=en`)
    const asked = new URL(headers.location ?? '').searchParams
    return { nonce: asked.get('nonce'), path: `/signin/callback?code=c&state=${asked.get('state')}` }
  }
  const comeBack = async ({ nonce, path }: Awaited<ReturnType<typeof begin>>) => {
    claims = { sub: 's', oid: 'o', tid: tenant, name: 'Tess', nonce, roles: ['GlobalAdmin'] }
    const { status, headers } = await ask(steps.finish, path)
    return `${status} ${headers.location?.split('?')[1]}`
  }
  return { jar, begin, comeBack }
}

test('two tabs sign in one beside the other, and a callback that comes again goes to its page', async () => {
  const { jar, begin, comeBack } = aBrowser()
  const [one, other] = [await givenToken(), await givenToken()]
  const [first, second] = [await begin(one), await begin(other)]

  expect(await comeBack(first)).toBe(`302 token=${one}&lang=en`)
  expect(await comeBack(second)).toBe(`302 token=${other}&lang=en`)
  expect(await comeBack(first)).toBe(`302 token=${one}&lang=en`)
  for (const name of jar.keys()) if (name.includes('sign-in')) jar.delete(name)
  expect(await comeBack(first)).toBe(`302 token=${other}&lang=en`)
  jar.clear()
  expect(await comeBack(first)).toMatch(/^400 /)
  expect(grants).toHaveLength(2)
})

test('of many tabs the oldest are given up, so that what a browser sends stays small', async () => {
  const { jar, begin, comeBack } = aBrowser()
  const token = await givenToken()
  const begun = []
  for (let tab = 0; tab < 8; tab++) begun.push(await begin(token))

  expect(jar.size).toBe(5)
  for (const tab of begun.slice(3)) expect(await comeBack(tab)).toMatch(/^302 /)
})

test('the identity is asked once, not at every sign-in', async () => {
  await signIn(tenant)
  await signIn(tenant)

  expect(grants).toHaveLength(2)
  expect(identityCalls).toHaveLength(1)
})

test('an app that the provider refuses is our fault, not the person’s', async () => {
  refuses = true

  expect((await signIn(tenant)).status).toBe(500)
})

test('somebody of a tenant that is not allowed gets no session', async () => {
  const { settings } = await import('../../../shared/azure/settings.ts')
  const token = await givenToken()
  settings.auth.tenants.delete('*')
  settings.auth.tenants.add(tenant)

  const stranger = await signIn('77000002-0000-4000-8000-000000000000', token)
  const known = await signIn(tenant, token)

  expect(stranger.status).toBe(401)
  expect(stranger.cookies ?? []).toEqual([])
  expect(known.status).toBe(302)
})
