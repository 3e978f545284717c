import { expect, test } from 'vitest'
import { draftInvitation, readInvitation } from '../support/service.ts'
import { signIn, usePages } from './pages.ts'

const pages = usePages()

const sameOrigin = () => ({ origin: pages.service.baseUrl })

interface Posted {
  readonly path?: string
  readonly headers: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
}

function post({ path = '/invitations/decline', headers, form }: Posted): Promise<Response> {
  return fetch(`${pages.service.baseUrl}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  })
}

test('every answer of every page carries the headers that keep it to itself', async () => {
  const { baseUrl } = pages.service
  const { link, token } = await draftInvitation(pages.service)
  const get = (path: string) => fetch(path, { redirect: 'manual' })
  const answers = await Promise.all([
    get(link),
    fetch(link, { method: 'HEAD' }),
    get(`${baseUrl}/invitations?token=none`),
    get(`${baseUrl}/signin?token=${token}`),
    get(`${baseUrl}/signin?token=none`),
    get(`${baseUrl}/signin/callback?code=none&state=none`),
    post({ path: '/invitations/accept', headers: sameOrigin(), form: { token, authorize: 'true' } }),
    post({ headers: {}, form: { token } }),
    post({ path: '/invitations/question', headers: sameOrigin(), form: { token } }),
    post({ headers: sameOrigin(), form: { token } }),
  ])

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 302, 404, 400, 401, 403, 400, 303])
  const nonces = new Set<string>()
  for (const { headers } of answers) {
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; img-src data:; style-src 'nonce-[\w+/=]{24}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    )
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
    nonces.add(headers.get('content-security-policy') ?? '')
  }
  expect(nonces.size).toBe(answers.length)
})

const foreign = [
  { from: 'a foreign origin', headers: { origin: 'https://evil.example' } },
  { from: 'a page without an origin', headers: { origin: 'null' } },
  { from: 'something that says nothing of itself', headers: {} },
  { from: 'another site, by its browser', headers: () => ({ ...sameOrigin(), 'sec-fetch-site': 'cross-site' }) },
  { from: 'a neighbouring site, by its browser', headers: () => ({ ...sameOrigin(), 'sec-fetch-site': 'same-site' }) },
  { from: 'a script that sends no form', headers: () => ({ ...sameOrigin(), 'content-type': 'text/plain' }) },
]

test.for(foreign)('a form from $from is refused and changes nothing', async ({ headers }) => {
  const { service } = pages
  const invited = await draftInvitation(service)

  const refused = await post({
    headers: typeof headers === 'function' ? headers() : headers,
    form: { token: invited.token, reason: 'forged' },
  })

  expect(refused.status).toBe(403)
  expect(await readInvitation(service, invited)).toMatchObject({ state: 'draft', timeline: [{ what: 'drafted' }] })
})

test('a form on a page of another site, sent by a real browser, is refused', async () => {
  const { service } = pages
  const { baseUrl } = service
  const invited = await draftInvitation(service)
  const page = await pages.open({ otherHost: 'http://evil.example' })
  const forged = `<form method="post" action="${baseUrl}/invitations/decline"><input name="token" value="${invited.token}"><button>Win</button></form>`
  await page.route('http://evil.example/**', (route) => route.fulfill({ contentType: 'text/html', body: forged }))
  await page.goto('http://evil.example/')

  await page.getByRole('button', { name: 'Win' }).click()

  await page.getByRole('heading', { name: 'The form did not come from this page.' }).waitFor()
  expect(await readInvitation(service, invited)).toMatchObject({ state: 'draft' })
})

test('asking for the headers only, as mail scanners do, leaves no mark; opening the link does', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)

  const head = await fetch(invited.link, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const untouched = await readInvitation(service, invited)
  await fetch(invited.link)

  expect(untouched).not.toHaveProperty('openedDate')
  await expect.poll(() => readInvitation(service, invited)).toHaveProperty('openedDate')
  expect(await readInvitation(service, invited)).toMatchObject({ state: 'draft', timeline: [{ what: 'drafted' }] })
})

test('the session is out of reach of scripts and other sites, and means nothing once altered', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)
  await signIn(page, 'Tess Lindqvist')
  await page.getByText('You are signed in as Tess Lindqvist').waitFor()

  const cookies = await page.context().cookies(service.baseUrl)
  const session = cookies.find(({ name }) => name === 'twotier-session')
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  const altered = `${session?.value.slice(0, -2)}${session?.value.endsWith('A') ? 'BB' : 'AA'}`
  await page.context().addCookies([{ name: 'twotier-session', value: altered, url: service.baseUrl }])
  await page.reload()
  await page.getByRole('link', { name: 'Sign in to accept' }).waitFor()

  const late = await post({
    path: '/invitations/accept',
    headers: { ...sameOrigin(), cookie: `twotier-session=${altered}` },
    form: { token: invited.token, authorize: 'true', lang: 'ru' },
  })
  expect(late.status).toBe(401)
  const told = await late.text()
  expect(told).toContain('<html lang="ru">')
  expect(told).toContain(`href="/invitations?token=${invited.token}&amp;lang=ru"`)
})

const lumen = {
  companyName: 'Lumen IT',
  country: 'US',
  mpnId: '4400003',
  firstName: 'Luke',
  lastName: 'Amari',
  email: 'luke@lumen.example',
  acceptPartnerAgreement: 'true',
  authorize: 'true',
}

test('an organization is enrolled only by a form that also accepts, and once however often it is sent', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)
  await signIn(page, 'Luke Amari')
  await page.getByText('You are signed in as Luke Amari.').waitFor()
  const session = (await page.context().cookies(service.baseUrl))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const send = (change: Readonly<Record<string, string>> = {}) =>
    post({
      path: '/invitations/accept',
      headers: { ...sameOrigin(), cookie: session },
      form: { token: invited.token, lang: 'en', ...lumen, ...change },
    })

  const elsewhere = await send({ country: 'DE' })
  const unticked = await send({ authorize: '' })
  const unsigned = await send({ acceptPartnerAgreement: '' })
  const taken = await send({ mpnId: '4400002' })
  expect([elsewhere, unticked, unsigned, taken].map(({ status }) => status)).toEqual([403, 400, 400, 409])
  expect(await elsewhere.text()).toContain(
    'id="mistake-country">Partners and customers work together within one sales region only',
  )
  expect(await unticked.text()).toContain('id="mistake-authorize">Please tick the box')
  expect(await unsigned.text()).toContain('id="mistake-acceptPartnerAgreement">Accept the Microsoft Partner Agreement')
  expect(await taken.text()).toContain('id="mistake-mpnId">This MPN location ID belongs to another organization.')
  expect((await service.call('luke', 'GET', '/v1/customers')).status).toBe(403)

  const answers = await Promise.all(Array.from({ length: 5 }, () => send()))
  const again = await send()

  expect([...answers, again].map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303])
  const { state, timeline } = await readInvitation(service, invited)
  expect(state).toBe('accepted')
  expect(timeline.filter(({ what }: { what: string }) => what === 'accepted')).toHaveLength(1)
})

test('a question that is sent again is the same question, another one is another', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const ask = (question: string) =>
    post({
      path: '/invitations/question',
      headers: sameOrigin(),
      form: { token: invited.token, from: 'sam@partner.example', question },
    })

  const answers = [
    ...(await Promise.all([ask('How much?'), ask('How much?')])),
    await ask('How much?'),
    await ask('And when?'),
  ]

  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
  const { questions, mails } = await readInvitation(service, invited)
  expect(questions.map(({ text }: { text: string }) => text)).toEqual(['How much?', 'And when?'])
  expect(mails).toHaveLength(2)
})
