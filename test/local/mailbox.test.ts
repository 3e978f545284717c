import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmailClient, type EmailMessage } from '@azure/communication-email'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Mail } from '../../local/mailbox/mail.ts'
import { type Mailbox, startMailbox } from '../../local/mailbox/mailbox.ts'

let folder: string
let mailbox: Mailbox

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailbox-'))
  mailbox = await startMailbox({ port: 0, folder })
})

afterEach(async () => {
  await mailbox.stop()
  await rm(folder, { recursive: true })
})

const invitation: EmailMessage = {
  senderAddress: 'DoNotReply@mail.harbor.example',
  recipients: { to: [{ address: 'tess@tern.example', displayName: 'Tess Lindqvist' }] },
  content: {
    subject: 'An invitation',
    plainText: 'Please come.',
    html: '<p>Please <a href="https://x.example">come</a>.</p>',
  },
  headers: { 'Message-ID': '<1@mail.harbor.example>' },
}

function client(connectionString = mailbox.connectionString) {
  return new EmailClient(connectionString, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } })
}

async function listMails(): Promise<Mail[]> {
  const { mails } = (await fetchJson('/api/mails')) as { mails: Mail[] }
  return mails
}

async function fetchJson(path: string) {
  return (await fetch(mailbox.url + path)).json()
}

function planAnswer(answer: unknown): Promise<Response> {
  return fetch(`${mailbox.url}/api/answers`, { method: 'POST', body: JSON.stringify(answer) })
}

test('a mail sent with the real SDK is accepted, succeeds and is shown', async () => {
  const operationId = randomUUID()

  const poller = await client().beginSend(invitation, { operationId })
  const result = await poller.pollUntilDone()

  expect(result).toMatchObject({ id: operationId, status: 'Succeeded' })
  const [mail] = await listMails()
  expect(mail).toMatchObject({ id: operationId, content: invitation.content, headers: invitation.headers, repeats: 0 })
  expect(await fetchJson(`/api/mails/${operationId}`)).toEqual(mail)
  expect(await (await fetch(mailbox.url)).text()).toContain('tess@tern.example')
})

test('mails are listed newest first', async () => {
  for (const subject of ['first', 'second', 'third']) {
    await client().beginSend({ ...invitation, content: { subject, plainText: subject } })
  }

  const mails = await listMails()

  expect(mails.map(({ content }) => content.subject)).toEqual(['third', 'second', 'first'])
})

test('the same Operation-Id is one mail, however often and however close together it is sent', async () => {
  const operationId = randomUUID()

  await Promise.all(Array.from({ length: 5 }, () => client().beginSend(invitation, { operationId })))

  const mails = await listMails()
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ id: operationId, repeats: 4 })
  expect(await (await fetch(mailbox.url)).text()).toContain('sent again 4 ×')
})

test('mails and their repeats survive a restart', async () => {
  const operationId = randomUUID()
  await client().beginSend(invitation, { operationId })
  await client().beginSend(invitation, { operationId })
  const before = await listMails()

  await mailbox.stop()
  mailbox = await startMailbox({ port: 0, folder })

  expect(await listMails()).toEqual(before)
  await client().beginSend(invitation, { operationId })
  expect(await listMails()).toMatchObject([{ repeats: 2 }])
})

test('deleted mails stay deleted', async () => {
  await client().beginSend(invitation)

  await fetch(`${mailbox.url}/api/mails`, { method: 'DELETE' })
  await mailbox.stop()
  mailbox = await startMailbox({ port: 0, folder })

  expect(await listMails()).toEqual([])
})

test('a wrong key is refused as Azure Communication Services does', async () => {
  const otherKey = Buffer.from('another key').toString('base64')

  const sending = client(`endpoint=${mailbox.url}/;accesskey=${otherKey}`).beginSend(invitation)

  await expect(sending).rejects.toMatchObject({ statusCode: 401, code: 'Denied' })
  expect(await listMails()).toEqual([])
})

interface Signed {
  url: string
  method: string
  headers: Record<string, string>
  body: string
}

/** What the SDK would have sent, caught on its way. */
async function signedByTheSdk(message = invitation, at = new Date()): Promise<Signed> {
  const RealDate = Date
  let caught: Signed | undefined
  const catching = new EmailClient(mailbox.connectionString, {
    allowInsecureConnection: true,
    httpClient: {
      sendRequest: async (request) => {
        caught = {
          url: request.url,
          method: request.method,
          headers: request.headers.toJSON(),
          body: String(request.body),
        }
        throw new Error('caught')
      },
    },
    retryOptions: { maxRetries: 0 },
  })
  globalThis.Date = class extends RealDate {
    constructor() {
      super(at.getTime())
    }
  } as DateConstructor
  await catching.beginSend(message).catch(() => {})
  globalThis.Date = RealDate
  return caught!
}

function sendRaw({ url, method, headers, body }: Signed): Promise<Response> {
  return fetch(url, { method, headers, body })
}

const minutes = (count: number) => new Date(Date.now() + count * 60_000)

test.for<[name: string, tamper: (signed: Signed) => Signed]>([
  ['body', (signed) => ({ ...signed, body: signed.body.replace('tess@', 'eve@') })],
  ['query', (signed) => ({ ...signed, url: `${signed.url}&x=1` })],
  ['date', (signed) => ({ ...signed, headers: { ...signed.headers, 'x-ms-date': minutes(1).toUTCString() } })],
  [
    'signature',
    (signed) => ({ ...signed, headers: { ...signed.headers, authorization: `${signed.headers.authorization}A` } }),
  ],
  ['hash', (signed) => ({ ...signed, headers: { ...signed.headers, 'x-ms-content-sha256': 'AAAA' } })],
])('a request is refused whose %s was changed on the way', async ([, tamper]) => {
  const signed = await signedByTheSdk()

  const untouched = await sendRaw(signed)
  const tampered = await sendRaw(tamper(signed))

  expect(untouched.status).toBe(202)
  expect(tampered.status).toBe(401)
  expect(await tampered.json()).toMatchObject({ error: { code: 'Denied', message: expect.any(String) } })
})

test('an unsigned request is refused', async () => {
  const { url, method, body } = await signedByTheSdk()

  const response = await fetch(url, { method, body })

  expect(response.status).toBe(401)
})

test.for([
  ['14 minutes ago', -14, 202],
  ['16 minutes ago', -16, 401],
  ['in 16 minutes', 16, 401],
] as const)('a signature made %s is answered %i', async ([, offset, status]) => {
  const signed = await signedByTheSdk(invitation, minutes(offset))

  const response = await sendRaw(signed)

  expect(response.status).toBe(status)
})

test.for<[name: string, message: object, code: string]>([
  ['no recipient', { ...invitation, recipients: { to: [] } }, 'BadRequest'],
  ['51 recipients', { ...invitation, recipients: { to: Array(51).fill({ address: 'a@b.example' }) } }, 'BadRequest'],
  ['no content', { ...invitation, content: { subject: 'x' } }, 'BadRequest'],
  ['no subject', { ...invitation, content: { subject: '', plainText: 'x' } }, 'BadRequest'],
  ['a bad sender', { ...invitation, senderAddress: 'nobody' }, 'InvalidEmailAddress'],
  ['a bad recipient', { ...invitation, recipients: { to: [{ address: 'nobody' }] } }, 'InvalidEmailAddress'],
])('a message with %s is refused', async ([, message, code]) => {
  const sending = client().beginSend(message as EmailMessage)

  await expect(sending).rejects.toMatchObject({ statusCode: 400, code })
  expect(await listMails()).toEqual([])
})

test.for(['info@xn--mnchen-3ya.example', 'a&b@b.example', "o'brien@b.example", 'user%x@b.example'])(
  'mail to %s is taken, as mail servers take it',
  async (address) => {
    await client().beginSend({ ...invitation, recipients: { to: [{ address }] } })

    expect(await listMails()).toHaveLength(1)
  },
)

test('a throttled send is answered 429 with Retry-After, and the next one is accepted', async () => {
  await planAnswer({ status: 429, retryAfterSeconds: 2, times: 1 })

  const throttled = await client()
    .beginSend(invitation)
    .catch((error) => error)
  await client().beginSend(invitation)

  expect(throttled).toMatchObject({ statusCode: 429, code: 'TooManyRequests' })
  expect(throttled.response.headers.get('retry-after')).toBe('2')
  expect(await listMails()).toHaveLength(1)
})

test('planned answers come in their order and as often as planned', async () => {
  await planAnswer({ status: 400, code: 'EmailDroppedAllRecipientsSuppressed', times: 2 })
  await planAnswer({ status: 500 })

  const outcomes = []
  for (let round = 0; round < 4; round += 1) {
    outcomes.push(
      await client()
        .beginSend(invitation)
        .then(
          () => 'accepted',
          (error) => error.code,
        ),
    )
  }

  const dropped = 'EmailDroppedAllRecipientsSuppressed'
  expect(outcomes).toEqual([dropped, dropped, 'InternalServerError', 'accepted'])
})

test('an answer can get lost after the mail was kept, and the retry is counted', async () => {
  const operationId = randomUUID()
  await planAnswer({ status: 500, keepsMail: true })

  const lost = client().beginSend(invitation, { operationId })
  await expect(lost).rejects.toMatchObject({ statusCode: 500 })
  await client().beginSend(invitation, { operationId })

  expect(await listMails()).toMatchObject([{ id: operationId, repeats: 1 }])
})

test('planned answers can be forgotten, and nonsense is refused', async () => {
  await planAnswer({ status: 429, times: 100 })
  await fetch(`${mailbox.url}/api/answers`, { method: 'DELETE' })

  const nonsense = await planAnswer({ status: 200 })
  await client().beginSend(invitation)

  expect(nonsense.status).toBe(400)
  expect(await listMails()).toHaveLength(1)
})

test('whatever a mail holds, the pages escape it, and the mail itself may not run anything', async () => {
  const evil = '<script>alert(1)</script>'
  const content = { subject: evil, plainText: evil, html: evil }
  const poller = await client().beginSend({ ...invitation, content, headers: { 'X-Evil': `">${evil}` } })
  const { id } = await poller.pollUntilDone()

  const list = await (await fetch(mailbox.url)).text()
  const mail = await (await fetch(`${mailbox.url}/mails/${id}`)).text()
  const part = await fetch(`${mailbox.url}/mails/${id}/html`)

  expect(list + mail).not.toContain('<script')
  expect(mail).toContain('&lt;script&gt;')
  expect(part.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts)/)
})

test('unknown mails, operations and pages are not found', async () => {
  const paths = ['/mails/x', '/mails/x/html', '/api/mails/x', '/nowhere']

  const statuses = await Promise.all(paths.map(async (path) => (await fetch(mailbox.url + path)).status))

  expect(statuses).toEqual([404, 404, 404, 404])
})
