import { beforeAll, expect, test } from 'vitest'
import { send } from '../../support/call.ts'
import { aProvider, givenDraft } from '../../support/given.ts'

let steps: Awaited<ReturnType<typeof loadSteps>>

beforeAll(async () => {
  process.env.BASE_URL = 'https://partners.example'
  steps = await loadSteps()
})

async function loadSteps() {
  await (await import('../../support/all-steps.ts')).importAllSteps()
  const { handler: show } = await import('../../../functions/invitations/show-invitation.ts')
  return { show, ...(await import('../../../shared/http/session.ts')) }
}

const claims = { tid: '77000002-0000-4000-8000-000000000000', oid: 'tess', preferred_username: 'tess', name: 'Tess' }

test.each(['session', 'sign-in'] as const)('the cookie %s is bound to this very host and to https', async (purpose) => {
  const bound = { name: `__Host-twotier-${purpose}`, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }

  expect(await steps.seal(purpose, claims)).toEqual({ ...bound, value: expect.any(String), maxAge: expect.any(Number) })
})

test('a session under the name that another host of the domain could set is none', async () => {
  const { token } = await givenDraft(aProvider().admin)
  const { name, value } = await steps.seal('session', claims)
  const page = async (cookie: string) =>
    (await send(steps.show, 'GET', `/invitations?token=${token}`, { headers: { cookie } })).text

  expect(await page(`${name}=${value}`)).toContain('Tess')
  expect(await page(`twotier-session=${value}`)).not.toContain('Tess')
})
