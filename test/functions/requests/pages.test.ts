import { randomUUID } from 'node:crypto'
import type { HttpHandler } from '@azure/functions'
import { describe, expect, test } from 'vitest'
import { handler as acceptPage } from '../../../functions/invitations/accept-invitation-page.ts'
import { handler as askPage } from '../../../functions/invitations/ask-question-page.ts'
import { handler as declinePage } from '../../../functions/invitations/decline-invitation-page.ts'
import { handler as showInvitation } from '../../../functions/invitations/show-invitation.ts'
import { handler as beginSignIn } from '../../../functions/pages/begin-sign-in.ts'
import { handler as finishSignIn } from '../../../functions/pages/finish-sign-in.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { Fault, type FaultName } from '../../../shared/domain/fault.ts'
import { seal } from '../../../shared/http/session.ts'
import { html as template } from '../../../shared/text/html.ts'
import { sentenceOf } from '../../../shared/text/sentences.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, type Reply, send } from '../../support/call.ts'
import { baseUrl } from '../../support/environment.ts'
import { aProvider, givenDraft, givenPartnership, givenReseller, must } from '../../support/given.ts'

await importAllSteps()

const html = { 'accept-language': 'en' }
const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }

async function cookieOf(person: Person): Promise<Record<string, string>> {
  const { name, value } = await seal('session', {
    tid: person.partner.partnerId,
    oid: person.objectId ?? randomUUID(),
    name: 'Tess Ternova',
    preferred_username: 'tess@tern.example',
    roles: [...person.roles],
  })
  return { cookie: `other=1; ${name}=${value}` }
}

const post = (
  handler: HttpHandler,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = own,
): Promise<Reply> => send(handler, 'POST', path, { text: new URLSearchParams(fields).toString(), headers })
const open = (token: string, headers: Record<string, string> = html) =>
  send(showInvitation, 'GET', `/invitations?token=${token}`, { headers })
const says = (name: FaultName) => expect.stringContaining(sentenceOf(new Fault(name), 'en').split('.')[0] ?? '')
const stateOf = async (admin: Person, id: string) =>
  (await call('GET', `/v1/partnershiprequests/${id}`, { as: admin })).body

describe('show-invitation', () => {
  test('says who asks and what accepting means; opening it only leaves a mark', async () => {
    const { admin, partner } = aProvider()
    const { id, token } = await givenDraft(admin)

    const page = await open(token)
    await settled()

    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    expect(page.text).toContain(partner.name)
    expect(await stateOf(admin, id)).toMatchObject({
      state: 'draft',
      openedDate: expect.any(String),
      timeline: [{ what: 'drafted' }],
    })
    expect((await call('GET', '/v1/auditrecords?operations=all', { as: admin })).body.totalCount).toBe(1)
  })

  test('nothing from elsewhere runs on it, and nobody frames or keeps it', async () => {
    const { token } = await givenDraft(aProvider().admin)

    const { headers, text } = await open(token)

    const nonce = /style-src 'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none';.*form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      ),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    })
    expect(text).toContain(`<style nonce="${nonce}">`)
    expect(text).not.toContain('<script')
  })

  test('what the provider is called cannot break out of the page', async () => {
    expect(template`<p title="${'"><script>'}">${"<b>'&"}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&#39;&amp;</p>',
    )
  })

  test.each([
    ['with a full stop', (token: string) => `token=${token}.`],
    ['with a blank', (token: string) => `token=${token}%20`],
    ['with a line break', (token: string) => `token=${token}%0D%0A`],
    ['quoted-printable', (token: string) => `token=3D${token}`],
    ['in capitals', (token: string) => `TOKEN=${token.replace(/^.*(?=\.)/, (ids) => ids.toUpperCase())}`],
    ['as it was in the page of a mail program', (token: string) => `lang=en&amp;token=${token}`],
  ])('a link %s leads to the invitation, and goes on as it was made', async (_, mangled) => {
    const { token } = await givenDraft(aProvider().admin)

    const { status, text } = await send(showInvitation, 'GET', `/invitations?${mangled(token)}`, { headers: html })

    expect(status).toBe(200)
    expect(text).toContain(`href="/signin?token=${token}&amp;lang=en"`)
    expect(text).toMatch(/valid until \w+ \d+, \d{4} at \d\d:\d\d UTC/)
  })

  test.each(['', 'x', 'a.b.c.d', `${randomUUID()}.${randomUUID()}.1.${'x'.repeat(43)}`])(
    'the token "%s" is unknown',
    async (token) => {
      expect((await open(token)).status).toBe(404)
    },
  )

  test('speaks the language of the reader, or the one asked for', async () => {
    const { token } = await givenDraft(aProvider().admin)

    expect((await open(token, { 'accept-language': 'fr, ru;q=0.8, en;q=0.5' })).text).toContain('<html lang="ru">')
    expect(
      (await send(showInvitation, 'GET', `/invitations?token=${token}&lang=zh-CN`, { headers: html })).text,
    ).toContain('<html lang="zh-CN">')
  })
})

describe('accept-invitation-page', () => {
  test('a Global admin of an enrolled reseller accepts', async () => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const { id, token } = await givenDraft(admin)
    const cookie = await cookieOf(reseller.admin)

    const reply = await post(acceptPage, '/invitations/accept', { token, authorize: 'true' }, { ...own, ...cookie })

    expect(reply).toMatchObject({
      status: 303,
      headers: { location: expect.stringContaining(`${baseUrl}/invitations?token=${token}`) },
    })
    expect(await stateOf(admin, id)).toMatchObject({ state: 'accepted', reseller: { id: reseller.partner.partnerId } })
    expect((await open(token, cookie)).text).toContain(reseller.partner.name)
    expect(
      (await post(acceptPage, '/invitations/accept', { token, authorize: 'true' }, { ...own, ...cookie })).status,
    ).toBe(303)
  })

  test('one that is a partner already is told so, and accepting once more leaves the partnership as it is', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const partnership = async () =>
      must(await call('GET', `/v1/partnerships/${reseller.partner.partnerId}`, { as: admin }), 200).body
    const before = await partnership()
    const { id, token } = await givenDraft(admin)
    const cookie = await cookieOf(reseller.admin)

    const page = await open(token, cookie)
    const accepted = await post(acceptPage, '/invitations/accept', { token, authorize: 'true' }, { ...own, ...cookie })

    expect(page.text).toContain('already. Accepting this invitation too leaves the partnership as it is.')
    expect(
      (await open((await givenDraft(admin)).token, await cookieOf((await givenReseller()).admin))).text,
    ).not.toContain('leaves the partnership as it is')
    expect(accepted.status).toBe(303)
    expect(await stateOf(admin, id)).toMatchObject({ state: 'accepted' })
    expect(await partnership()).toEqual(before)
  })

  test('one that is not enrolled enrols on the way; a mistake brings the form back as it was', async () => {
    const { admin } = aProvider()
    const { id, token } = await givenDraft(admin)
    const partnerId = randomUUID()
    const headers = { ...own, ...(await cookieOf({ partner: { partnerId }, roles: ['GlobalAdmin'] })) }
    const mpnId = String(Math.floor(2e9 + Math.random() * 6e9))
    const form = {
      token,
      authorize: 'true',
      companyName: 'Lumen IT',
      country: 'us',
      mpnId,
      firstName: 'Luke',
      lastName: 'Lumen',
      email: 'luke@gmail.com',
      acceptPartnerAgreement: 'true',
    }

    const refused = await post(acceptPage, '/invitations/accept', form, headers)
    const accepted = await post(acceptPage, '/invitations/accept', { ...form, email: 'luke@lumen.example' }, headers)

    expect(refused.status).toBe(400)
    expect(refused.text).toContain('value="Lumen IT"')
    expect(accepted.status).toBe(303)
    expect(await stateOf(admin, id)).toMatchObject({ state: 'accepted', reseller: { id: partnerId, name: 'Lumen IT' } })
  })

  test('without a sign-in, or with one that is not ours, it asks to sign in', async () => {
    const { admin } = aProvider()
    const { id, token } = await givenDraft(admin)

    for (const cookie of [
      '',
      'twotier-session=abc',
      `twotier-session=${(await cookieOf({ partner: { partnerId: randomUUID() }, roles: [] })).cookie?.slice(0, -9)}`,
    ])
      expect(
        await post(acceptPage, '/invitations/accept', { token, authorize: 'true' }, { ...own, cookie }),
      ).toMatchObject({ status: 401, text: says('signInRequired') })
    expect((await stateOf(admin, id)).state).toBe('draft')
  })

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling of this site', { 'sec-fetch-site': 'same-site' }],
    ['of another origin, by an old browser', { origin: 'https://evil.example' }],
    ['that does not say where it comes from', {}],
    ['of another type', { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }],
  ])('a form %s is refused and changes nothing', async (_, headers) => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const { id, token } = await givenDraft(admin)
    const form = { 'content-type': own['content-type'], ...(await cookieOf(reseller.admin)), ...headers } as Record<
      string,
      string
    >

    expect((await post(acceptPage, '/invitations/accept', { token, authorize: 'true' }, form)).status).toBe(403)
    expect((await post(declinePage, '/invitations/decline', { token }, form)).status).toBe(403)
    expect((await stateOf(admin, id)).state).toBe('draft')
  })

  test('an old browser’s form of this origin is taken', async () => {
    const { token } = await givenDraft(aProvider().admin)

    expect(
      (
        await post(
          declinePage,
          '/invitations/decline',
          { token },
          { origin: baseUrl, 'content-type': own['content-type'] },
        )
      ).status,
    ).toBe(303)
  })
})

describe('decline-invitation-page', () => {
  test('declines without a sign-in, with a reason; the page then says so', async () => {
    const { admin } = aProvider()
    const { id, token } = await givenDraft(admin)

    const reply = await post(declinePage, '/invitations/decline', { token, reason: ' Not now ' })

    expect(reply.status).toBe(303)
    expect(await stateOf(admin, id)).toMatchObject({ state: 'declined', declineReason: 'Not now' })
    expect(await open(token)).toMatchObject({ status: 200 })
    expect((await post(declinePage, '/invitations/decline', { token, reason: 'again' })).status).toBe(303)
  })

  test('a form that is too large is refused', async () => {
    const { token } = await givenDraft(aProvider().admin)

    expect((await post(declinePage, '/invitations/decline', { token, reason: 'x'.repeat(30_000) })).status).toBe(413)
  })
})

describe('ask-question-page', () => {
  test('queues a mail to the provider and leaves the invitation open', async () => {
    const { admin } = aProvider()
    const { id, token } = await givenDraft(admin)

    const reply = await post(askPage, '/invitations/question', {
      token,
      from: 'tess@tern.example',
      question: 'Which region?',
    })

    expect(reply.status).toBe(303)
    expect(await stateOf(admin, id)).toMatchObject({
      state: 'draft',
      questions: [{ from: 'tess@tern.example', text: 'Which region?' }],
      mails: [{ kind: 'question' }],
    })
  })

  test('names what is missing and keeps what was written', async () => {
    const { admin } = aProvider()
    const { id, token } = await givenDraft(admin)

    const reply = await post(askPage, '/invitations/question', { token, from: 'nobody', question: 'Which region?' })

    expect(reply.status).toBe(400)
    expect(reply.text).toContain('Which region?')
    expect((await stateOf(admin, id)).questions).toEqual([])
  })
})

describe('begin-sign-in and finish-sign-in', () => {
  test('a link that is none leads nowhere', async () => {
    expect((await send(beginSignIn, 'GET', '/signin?token=x', { headers: html })).status).toBe(404)
  })

  test('an identity provider that cannot be reached is told as that', async () => {
    const { token } = await givenDraft(aProvider().admin)

    expect(await send(beginSignIn, 'GET', `/signin?token=${token}`, { headers: html })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    })
  })

  test('coming back without having left fails', async () => {
    expect(await send(finishSignIn, 'GET', '/signin/callback?code=x&state=y', { headers: html })).toMatchObject({
      status: 400,
      text: says('signInFailed'),
    })
  })
})

test('a JSON body beyond a megabyte is bodyTooLarge', async () => {
  const { admin } = aProvider()

  expect(
    must(await call('POST', '/v1/customers', { as: admin, text: `"${'x'.repeat(1_100_000)}"` }), 413).body.code,
  ).toBe(971011)
})
