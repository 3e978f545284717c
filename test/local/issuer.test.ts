import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Issuer, startIssuer } from '../../local/issuer/issuer.ts'
import { mintToken } from '../../local/issuer/mint-token.ts'
import { everyone, findPerson } from '../../local/people.ts'

const audience = 'api://twotier'
const redirectUri = 'http://127.0.0.1:7071/signin/callback'

let folder: string
let issuer: Issuer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'issuer-'))
  issuer = await startIssuer({ port: 0, folder, redirectUris: [redirectUri], audience })
})

afterEach(async () => {
  await issuer.stop()
  await rm(folder, { recursive: true })
})

function verify(token: string) {
  const keys = createRemoteJWKSet(new URL(issuer.jwksUrl))
  return jwtVerify(token, keys, {
    issuer: issuer.issuer,
    audience,
    algorithms: ['RS256'],
  })
}

test.for(everyone.filter(({ isApp }) => !isApp))(
  'a token of $alias verifies and says what Entra would say',
  async (person) => {
    const token = await mintToken(issuer, person.alias)

    const { payload, protectedHeader } = await verify(token)

    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
    expect(payload).toMatchObject({
      tid: person.tenantId,
      oid: person.objectId,
      name: person.name,
      preferred_username: person.userName,
      roles: person.roles,
      scp: 'user_impersonation',
      amr: ['pwd', 'mfa'],
      ver: '2.0',
    })
    expect(payload).not.toHaveProperty('idtyp')
  },
)

test('a token of an app carries roles and no user', async () => {
  const { payload } = await verify(await mintToken(issuer, 'harbor-app'))

  expect(payload).toMatchObject({ idtyp: 'app', roles: ['AdminAgent'], tid: findPerson('harbor-app')!.tenantId })
  for (const claim of ['scp', 'amr', 'preferred_username', 'name', 'email']) expect(payload).not.toHaveProperty(claim)
})

test('tokens survive a restart on the same port', async () => {
  const token = await mintToken(issuer, 'adam')
  const port = Number(new URL(issuer.issuer).port)

  await issuer.stop()
  issuer = await startIssuer({ port, folder, redirectUris: [redirectUri], audience })

  await expect(verify(token)).resolves.toMatchObject({ payload: { oid: findPerson('adam')!.objectId } })
})

test('another folder has other keys', async () => {
  const port = Number(new URL(issuer.issuer).port)
  const token = await mintToken(issuer, 'adam')

  await issuer.stop()
  issuer = await startIssuer({ port, redirectUris: [redirectUri], audience })

  await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
})

test('an unknown person gets no token, and the refusal says who there is', async () => {
  await expect(mintToken(issuer, 'nobody')).rejects.toThrow(/person is one of gail, adam/)
})

test('a wrong client secret gets no token', async () => {
  await expect(mintToken({ ...issuer, clientSecret: 'wrong' }, 'adam')).rejects.toThrow(/client authentication failed/)
})

test('starting and signing in says nothing on the console', async () => {
  const spies = [
    vi.spyOn(console, 'log'),
    vi.spyOn(console, 'info'),
    vi.spyOn(console, 'warn'),
    vi.spyOn(console, 'error'),
  ]

  const browser = openBrowser()
  await signIn(browser, 'adam')

  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled()
    spy.mockRestore()
  }
})

/** As much of a browser as signing in takes: it keeps cookies for their paths and follows redirects within the issuer. */
function openBrowser() {
  const cookies = new Map<string, { pair: string; path: string }>()

  function keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split('; ')
    const [name = '', value = ''] = pair.split('=')
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice('path='.length) ?? '/'
    if (value) cookies.set(`${path} ${name}`, { pair, path })
    else cookies.delete(`${path} ${name}`)
  }

  async function visit(url: string, form?: Record<string, string>): Promise<Response> {
    const { pathname } = new URL(url)
    const sent = [...cookies.values()].filter(({ path }) => pathname.startsWith(path))
    const cookie = sent.map(({ pair }) => pair).join('; ')
    const posting = form && { method: 'POST', body: new URLSearchParams(form) }
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual', ...posting })
    response.headers.getSetCookie().forEach(keep)
    const location = response.headers.get('location')
    const next = location === null ? undefined : new URL(location, url)
    return next?.origin === issuer.issuer ? visit(next.href) : response
  }
  return { visit }
}

async function beginSignIn(extra: Record<string, string> = {}) {
  const config = await openid.discovery(new URL(issuer.issuer), issuer.clientId, issuer.clientSecret, undefined, {
    execute: [openid.allowInsecureRequests],
  })
  const pkceCodeVerifier = openid.randomPKCECodeVerifier()
  const expectedState = openid.randomState()
  const expectedNonce = openid.randomNonce()
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...extra,
  })
  return { config, url, checks: { pkceCodeVerifier, expectedState, expectedNonce } }
}

async function signIn(browser: ReturnType<typeof openBrowser>, person: string, extra: Record<string, string> = {}) {
  const { config, url, checks } = await beginSignIn(extra)
  const picker = await browser.visit(url.href)
  const picked = await browser.visit(await pickerAddress(picker), { person })
  const callback = new URL(picked.headers.get('location')!)
  const tokens = await openid.authorizationCodeGrant(config, callback, checks)
  return { callback, tokens, claims: tokens.claims()! }
}

/** The picker's form has no action: it posts to the page it is on. */
async function pickerAddress(picker: Response): Promise<string> {
  expect(await picker.text()).toContain('Pick a person')
  return picker.url
}

test('the whole code flow signs in whom one picks', async () => {
  const { callback, tokens, claims } = await signIn(openBrowser(), 'tess')

  const tess = findPerson('tess')!
  expect(callback.href).toMatch(/^http:\/\/127\.0\.0\.1:7071\/signin\/callback\?/)
  expect(claims).toMatchObject({
    aud: issuer.clientId,
    sub: tess.objectId,
    oid: tess.objectId,
    tid: tess.tenantId,
    name: 'Tess Lindqvist',
    preferred_username: 'tess@tern.example',
    roles: ['GlobalAdmin'],
    amr: ['pwd', 'mfa'],
  })
  const { payload } = await verify(tokens.access_token)
  expect(payload).toMatchObject({ oid: tess.objectId, scp: 'user_impersonation', azp: issuer.clientId })
})

test.for([{}, { prompt: 'select_account' }, { prompt: 'login' }])(
  'the same browser can be somebody else at every sign-in, with %j',
  async (extra) => {
    const browser = openBrowser()

    const first = await signIn(browser, 'adam', extra)
    const second = await signIn(browser, 'luke', extra)

    expect([first.claims.oid, second.claims.oid]).toEqual([findPerson('adam')!.objectId, findPerson('luke')!.objectId])
  },
)

test('two sign-ins of one browser at the same time do not disturb each other', async () => {
  const browser = openBrowser()
  const { config, url, checks } = await beginSignIn()
  const firstPicker = await pickerAddress(await browser.visit(url.href))

  const second = await signIn(browser, 'luke')
  const picked = await browser.visit(firstPicker, { person: 'adam' })
  const first = await openid.authorizationCodeGrant(config, new URL(picked.headers.get('location')!), checks)

  expect(second.claims.oid).toBe(findPerson('luke')!.objectId)
  expect(first.claims()!.oid).toBe(findPerson('adam')!.objectId)
})

test('a login hint puts that person first, and nothing more', async () => {
  const { url } = await beginSignIn({ login_hint: 'luke@lumen.example' })

  const picker = await (await openBrowser().visit(url.href)).text()

  const order = [...picker.matchAll(/name="person" value="([a-z-]+)"/g)].map(([, alias]) => alias)
  const people = everyone.filter(({ isApp }) => !isApp).map(({ alias }) => alias)
  expect(order).toEqual(['luke', ...people.filter((alias) => alias !== 'luke')])
})

test.for(['', 'nobody', 'harbor-app'])('picking "%s" signs nobody in', async (person) => {
  const browser = openBrowser()
  const { url } = await beginSignIn()

  const picked = await browser.visit(await pickerAddress(await browser.visit(url.href)), { person })

  expect(picked.headers.get('location')).toContain('error=access_denied')
})

test('a sign-in without PKCE is refused', async () => {
  const { url } = await beginSignIn()
  for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name)

  const refused = await openBrowser().visit(url.href)

  expect(refused.headers.get('location')).toContain('error=invalid_request')
})

test('an unknown redirect address is refused on a page of our own', async () => {
  const { url } = await beginSignIn({ redirect_uri: 'https://elsewhere.example/<script>' })

  const refused = await openBrowser().visit(url.href)

  expect(refused.status).toBe(400)
  const text = await refused.text()
  expect(text).toContain('Signing in did not work')
  expect(text).not.toContain('<script')
})

test('a code buys tokens once', async () => {
  const browser = openBrowser()
  const { config, url, checks } = await beginSignIn()
  const picked = await browser.visit(await pickerAddress(await browser.visit(url.href)), { person: 'adam' })
  const callback = new URL(picked.headers.get('location')!)
  await openid.authorizationCodeGrant(config, callback, checks)

  const again = openid.authorizationCodeGrant(config, callback, checks)

  await expect(again).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('a sign-in that is over says so', async () => {
  const response = await fetch(`${issuer.issuer}/interaction/unknown`)

  expect(response.status).toBe(400)
  expect(await response.text()).toContain('This sign-in is over')
})

test('ID tokens are no access tokens', async () => {
  const { tokens } = await signIn(openBrowser(), 'adam')

  await expect(verify(tokens.id_token!)).rejects.toMatchObject({ claim: 'aud' })
  expect(decodeProtectedHeader(tokens.id_token!).alg).toBe('RS256')
  expect(decodeJwt(tokens.id_token!).iss).toBe(issuer.issuer)
})
