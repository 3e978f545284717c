import { beforeAll, describe, expect, test } from 'vitest'
import { send, tokenOf } from '../../support/call.ts'
import { aProvider, givenDraft } from '../../support/given.ts'

const origin = 'https://app.example'
let steps: Awaited<ReturnType<typeof loadSteps>>

beforeAll(async () => {
  process.env.ALLOWED_ORIGINS = `${origin}, http://localhost:5173`
  steps = await loadSteps()
})

async function loadSteps() {
  await (await import('../../support/all-steps.ts')).importAllSteps()
  const [unmatched, list, page, health] = await Promise.all([
    import('../../../functions/system/zz-unmatched.ts'),
    import('../../../functions/customers/list-customers.ts'),
    import('../../../functions/invitations/show-invitation.ts'),
    import('../../../functions/system/get-health.ts'),
  ])
  return { unmatched: unmatched.handler, list: list.handler, page: page.handler, health: health.handler }
}

const ask = (path: string, from: string) =>
  send(steps.unmatched, 'OPTIONS', path, { headers: { origin: from, 'access-control-request-method': 'PATCH' } })

describe('before a browser calls', () => {
  test.each([
    [origin, '/v1/customers'],
    ['http://localhost:5173', '/v1/customers/x/orders'],
    [origin, '/webhooks/v1/registration'],
    [origin, '/v1//customers'],
  ])('for a page of %s it is told what it may do at %s', async (from, path) => {
    const { status, headers, text } = await ask(path, from)

    expect([status, text]).toEqual([204, ''])
    expect(headers).toMatchObject({ 'access-control-allow-origin': from, vary: 'Origin' })
    expect(headers['access-control-allow-methods']).toContain('PATCH')
    expect(headers['access-control-allow-headers']).toMatch(/Authorization.*MS-RequestId/)
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
  })

  test.each([
    ['https://other.example', '/v1/customers'],
    [`${origin}.evil.example`, '/v1/customers'],
    [origin.toUpperCase(), '/v1/customers'],
    ['null', '/v1/customers'],
    ['', '/v1/customers'],
    [origin, '/invitations'],
    [origin, '/signin'],
    [origin, '/v1x'],
    [origin, '/health'],
  ])('for a page of "%s" there is nothing at %s', async (from, path) => {
    const { status, headers } = await ask(path, from)

    expect(status).toBe(404)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

test('an answer of the API is shown to pages that are named, refusals included, and to no others', async () => {
  const { admin } = aProvider()
  const token = await tokenOf(admin)
  const list = async (from: string, authorization = `Bearer ${token}`) =>
    send(steps.list, 'GET', '/v1/customers', { headers: { authorization, origin: from } })
  const shown = { 'access-control-allow-origin': origin, vary: 'Origin' }

  const answer = await list(origin)
  expect(answer).toMatchObject({ status: 200, headers: shown })
  expect(answer.headers['access-control-expose-headers']).toContain('MS-CorrelationId')
  expect(await list(origin, '')).toMatchObject({ status: 401, headers: shown })
  const hidden = await list('https://other.example')
  expect(hidden).toMatchObject({ status: 200, headers: { vary: 'Origin' } })
  expect(hidden.headers).not.toHaveProperty('access-control-allow-origin')
})

test('a page for people is for no other site', async () => {
  const { token } = await givenDraft(aProvider().admin)

  const { status, headers } = await send(steps.page, 'GET', `/invitations?token=${token}`, { headers: { origin } })

  expect(status).toBe(200)
  expect(headers).not.toHaveProperty('access-control-allow-origin')
  expect((await send(steps.health, 'GET', '/health', { headers: { origin } })).headers).not.toHaveProperty(
    'access-control-allow-origin',
  )
})
