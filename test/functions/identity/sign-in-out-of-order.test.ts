import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchListener, type LocalServer, listen } from '../../../local/web.ts'
import { type Reply, send } from '../../support/call.ts'
import { aProvider, givenDraft } from '../../support/given.ts'

type Place = 'discovery' | 'token'

let server: LocalServer
let steps: Awaited<ReturnType<typeof loadSteps>>
let outages: Partial<Record<Place, () => Response>> = {}

/** An identity provider whose parts can be out. */
function answer(request: Request): Response {
  const place = new URL(request.url).pathname === '/token' ? 'token' : 'discovery'
  const outage = outages[place]
  if (outage) return outage()
  if (place === 'token') return Response.json({ error: 'invalid_grant' }, { status: 400 })
  return Response.json({
    issuer: server.url,
    authorization_endpoint: `${server.url}/authorize`,
    token_endpoint: `${server.url}/token`,
    jwks_uri: `${server.url}/jwks`,
  })
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
  server = await listen(
    0,
    fetchListener((request) => Promise.resolve(answer(request))),
  )
  process.env.SIGNIN_ISSUER = server.url
  steps = await loadSteps()
})
beforeEach(() => {
  outages = {}
})
afterAll(() => server.stop())

const kinds: Readonly<Record<string, () => Response>> = {
  'a 500': () => new Response('', { status: 500 }),
  'a 503 that says so': () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 }),
  'a 429': () => new Response('', { status: 429 }),
}

const begin = async () => {
  const { token } = await givenDraft(aProvider().admin)
  return send(steps.begin, 'GET', `/signin?token=${token}`, { headers: { 'accept-language': 'en' } })
}

async function finish(begun: Reply, parameters: string): Promise<Reply> {
  const state = new URL(begun.headers.location ?? '').searchParams.get('state')
  const cookie = `${begun.cookies?.[0]?.name}=${begun.cookies?.[0]?.value}`
  const headers = { cookie, 'accept-language': 'en' }
  return send(steps.finish, 'GET', `/signin/callback?${parameters}&state=${state}`, { headers })
}

const expectSaid = (page: Reply) => {
  expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
  expect(page.text).toContain('Signing in is not possible right now.')
}

test('whoever wants to sign in is told while the provider does not say where to go', async () => {
  for (const outage of Object.values(kinds)) {
    outages = { discovery: outage }
    expectSaid(await begin())
  }
  outages = {}

  expect((await begin()).status).toBe(302)
})

test.each(Object.entries(kinds))('whoever comes back is told when the provider answers %s', async (_, outage) => {
  const begun = await begin()
  outages = { token: outage }

  expectSaid(await finish(begun, 'code=c'))
})

test.each(['temporarily_unavailable', 'server_error'])(
  'a provider that sends people back with %s is out',
  async (error) => {
    expectSaid(await finish(await begin(), `error=${error}`))
  },
)

test('what the provider refuses is not called an outage', async () => {
  expect((await finish(await begin(), 'code=c')).status).toBe(400)
  expect((await finish(await begin(), 'error=invalid_request')).status).toBe(400)
})
