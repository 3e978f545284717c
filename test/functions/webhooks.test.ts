import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { QueueClient, QueueServiceClient } from '@azure/storage-queue'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { handler as acceptRelationship } from '../../functions/customers/accept-relationship-page.ts'
import { handler as expireInvitation } from '../../functions/partnerships/expire-invitation.ts'
import { handler as drainOutbox } from '../../functions/system/drain-outbox.ts'
import { handler as deliverWebhook } from '../../functions/webhooks/deliver-webhook.ts'
import { handler as certificate } from '../../functions/webhooks/get-webhook-certificate.ts'
import { loadCatalogue } from '../../infra/catalogue.ts'
import { isLoopback, isPublicAddress } from '../../shared/azure/public-address.ts'
import type { Message } from '../../shared/azure/queues.ts'
import { range, read, write } from '../../shared/azure/store.ts'
import { settled } from '../../shared/command/outbox.ts'
import { keys } from '../../shared/command/tables.ts'
import { delaySeconds } from '../../shared/domain/webhook-delivery.ts'
import { seal } from '../../shared/http/session.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call, type Person, type Reply, send } from '../support/call.ts'
import { baseUrl } from '../support/environment.ts'
import { aProvider, givenDraft, givenReadyCustomer, givenReseller, must } from '../support/given.ts'
import { watchedContext } from '../support/log-lines.ts'

await importAllSteps()

type Delivery = Message<'deliver-webhook'>

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver of a partner, which answers as it is told. */
let receiver: Server
let receiverUrl: string
let received: Received[]
let answers: { readonly status: number; readonly location?: string }

beforeAll(async () => {
  await loadCatalogue('local/catalogue/offers.json', { connectionString: process.env.AzureWebJobsStorage ?? '' })
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(answers.status, { ...(answers.location && { location: answers.location }) }).end('thanks')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(() => new Promise((resolve) => receiver.close(resolve)))

/** Every message that was put for a delivery, with its delay: a delayed one cannot be looked at in the queue. */
let put: { readonly message: Delivery; readonly delay: number }[]
let guards: { readonly message: unknown; readonly delay: number }[]
let isDeliveryQueueDown: boolean

beforeEach(() => {
  received = []
  answers = { status: 200 }
  put = []
  guards = []
  isDeliveryQueueDown = false
  const original = QueueClient.prototype.sendMessage
  vi.spyOn(QueueClient.prototype, 'sendMessage').mockImplementation(function (this: QueueClient, text, options) {
    const message = JSON.parse(Buffer.from(text, 'base64').toString())
    const delay = options?.visibilityTimeout ?? 0
    if (this.name === 'drain-outbox') guards.push({ message, delay })
    if (this.name === 'deliver-webhook') {
      if (isDeliveryQueueDown) return Promise.reject(new Error('the process died'))
      put.push({ message, delay })
    }
    return original.call(this, text, options)
  })
})
afterEach(() => vi.restoreAllMocks())

const aWebhook = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  WebhookUrl: receiverUrl,
  WebhookEvents: ['subscription-updated', 'partnership-request-accepted'],
  ...overrides,
})

async function givenWebhook(admin: Person, overrides: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
  return must(await call('POST', '/webhooks/v1/registration', { as: admin, body: aWebhook(overrides) }), 200)
}

/** Hands a message to the step as the host would: the JSON is read, and the invocation has an id of its own. */
const deliver = (message: Delivery) => deliverWebhook(message, watchedContext({ invocationId: randomUUID() }))

/** Takes every message of a partner that is visible out of the queue. */
async function takeMessages(admin: Person, queue = 'deliver-webhook'): Promise<Delivery[]> {
  const client = QueueServiceClient.fromConnectionString(process.env.AzureWebJobsStorage ?? '').getQueueClient(queue)
  const taken: Delivery[] = []
  for (;;) {
    const { receivedMessageItems } = await client.receiveMessages({ numberOfMessages: 32, visibilityTimeout: 1 })
    if (receivedMessageItems.length === 0) return taken
    for (const { messageId, popReceipt, messageText } of receivedMessageItems) {
      const message = JSON.parse(Buffer.from(messageText, 'base64').toString())
      await client.deleteMessage(messageId, popReceipt)
      if (message.providerId === admin.partner.partnerId) taken.push(message)
    }
  }
}

async function givenTestEvent(admin: Person): Promise<Delivery> {
  must(await call('POST', '/webhooks/v1/registration/validationEvents', { as: admin }), 200)
  await settled()
  return lastPut()
}

function lastPut(): Delivery {
  const last = put.at(-1)
  if (!last) throw new Error('nothing was put')
  return last.message
}

const logOf = async (admin: Person) =>
  must(await call('GET', '/webhooks/v1/registration/deliveries', { as: admin }), 200).body.items

const context = () => watchedContext()

async function servedCertificate(): Promise<Buffer> {
  const response = await certificate({ headers: new Headers() } as never, context())
  return Buffer.from((response as { body: Uint8Array }).body)
}

describe('list-webhook-events', () => {
  test('is a bare list of names', async () => {
    expect((await call('GET', '/webhooks/v1/registration/events', { as: aProvider().admin })).body).toEqual([
      'test-created',
      'subscription-updated',
      'reseller-relationship-accepted-by-customer',
      'partnership-request-accepted',
      'partnership-request-declined',
      'partnership-request-expired',
      'partnership-removed',
    ])
  })
})

describe('register-webhook, get-webhook and update-webhook', () => {
  const { admin } = aProvider()

  test('the registration comes back with the id of the subscriber, and is read without it', async () => {
    const none = await call('GET', '/webhooks/v1/registration', { as: admin })
    const made = await givenWebhook(admin)
    const shown = await call('GET', '/webhooks/v1/registration', { as: admin })

    expect(none).toMatchObject({ status: 404, body: { code: 971201 } })
    expect(made.body).toEqual({ SubscriberId: expect.stringMatching(/^[\w-]{36}$/), ...aWebhook() })
    expect(shown).toMatchObject({ status: 200 })
    expect(shown.body).toEqual(aWebhook())
  })

  test('any casing in, one name of each event out', async () => {
    const made = await givenWebhook(admin)
    const body = {
      webhookurl: `${receiverUrl}/2`,
      webhookEvents: ['TEST-created', 'test-created'],
      signaturetokentomssignatureheader: true,
      SubscriberId: null,
      LastModifiedTimestamp: '2020-01-01',
    }
    const changed = must(await call('PUT', '/webhooks/v1/registration', { as: admin, body }), 200)

    expect(changed.body).toEqual({
      SubscriberId: made.body.SubscriberId,
      WebhookUrl: `${receiverUrl}/2`,
      WebhookEvents: ['test-created'],
      SignatureTokenToMsSignatureHeader: true,
    })
    expect((await call('GET', '/webhooks/v1/registration', { as: admin })).body.WebhookUrl).toBe(`${receiverUrl}/2`)
  })

  test('only one that is registered can be updated', async () => {
    expect(await call('PUT', '/webhooks/v1/registration', { as: aProvider().admin, body: aWebhook() })).toMatchObject({
      status: 404,
      body: { code: 971201 },
    })
  })

  test('asked again with the same request id the first answer comes', async () => {
    const { admin: other } = aProvider()
    const headers = { 'ms-requestid': randomUUID() }
    const first = await call('POST', '/webhooks/v1/registration', { as: other, body: aWebhook(), headers })
    await givenWebhook(other, { WebhookUrl: `${receiverUrl}/later` })
    const again = await call('POST', '/webhooks/v1/registration', { as: other, body: aWebhook(), headers })

    expect(again.text).toBe(first.text)
    expect((await call('GET', '/webhooks/v1/registration', { as: other })).body.WebhookUrl).toBe(`${receiverUrl}/later`)
  })

  test('ten at once leave one of them, whole', async () => {
    const { admin: other, partner } = aProvider()
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        call('POST', '/webhooks/v1/registration', { as: other, body: aWebhook({ WebhookUrl: `${receiverUrl}/${n}` }) }),
      ),
    )

    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200))
    expect((await read('providers', partner.partnerId, keys.webhook()))?.value).toMatchObject({ version: 10 })
  })

  test.each([
    ['WebhookUrl', undefined, 'WebhookUrl'],
    ['WebhookUrl', 7, 'WebhookUrl'],
    ['WebhookUrl', '', 'WebhookUrl'],
    ['WebhookUrl', 'receiver.example/hook', 'WebhookUrl'],
    ['WebhookUrl', '//receiver.example/hook', 'WebhookUrl'],
    ['WebhookUrl', 'https://', 'WebhookUrl'],
    ['WebhookUrl', 'ftp://receiver.example/', 'WebhookUrl'],
    ['WebhookUrl', 'file:///etc/passwd', 'WebhookUrl'],
    ['WebhookUrl', 'javascript:alert(1)', 'WebhookUrl'],
    ['WebhookUrl', 'data:text/plain,x', 'WebhookUrl'],
    ['WebhookUrl', 'https://ana:secret@receiver.example/', 'WebhookUrl'],
    ['WebhookUrl', 'https://ana@receiver.example/', 'WebhookUrl'],
    ['WebhookUrl', 'https://receiver.example/#part', 'WebhookUrl'],
    ['WebhookUrl', 'https://receiver.example/a b', 'WebhookUrl'],
    ['WebhookUrl', 'https://receiver .example/', 'WebhookUrl'],
    ['WebhookUrl', 'https://receiver.example/\r\nHost: other.example', 'WebhookUrl'],
    ['WebhookUrl', 'https:\\\\receiver.example\\', 'WebhookUrl'],
    ['WebhookUrl', 'https://receiver.example:99999/', 'WebhookUrl'],
    ['WebhookUrl', 'https://[::1/', 'WebhookUrl'],
    ['WebhookUrl', `https://receiver.example/${'x'.repeat(2048)}`, 'WebhookUrl'],
    ['WebhookEvents', undefined, 'WebhookEvents'],
    ['WebhookEvents', [], 'WebhookEvents'],
    ['WebhookEvents', 'test-created', 'WebhookEvents'],
    ['WebhookEvents', ['invoice-ready'], 'WebhookEvents[0]'],
    ['WebhookEvents', [{}], 'WebhookEvents[0]'],
    ['WebhookEvents', Array.from({ length: 101 }, () => 'test-created'), 'WebhookEvents'],
    ['SignatureTokenToMsSignatureHeader', 'yes', 'SignatureTokenToMsSignatureHeader'],
  ])('%s = %j is refused, and named', async (field, value, named) => {
    const { admin: other, partner } = aProvider()
    const reply = await call('POST', '/webhooks/v1/registration', { as: other, body: aWebhook({ [field]: value }) })

    expect(reply).toMatchObject({ status: 400, body: { code: 2000, data: [named] } })
    expect(await read('providers', partner.partnerId, keys.webhook())).toBeUndefined()
  })

  test('one partner sees nothing of another’s', async () => {
    const { admin: owner } = aProvider()
    const { admin: stranger } = aProvider()
    await givenWebhook(owner)
    const event = await givenTestEvent(owner)
    await deliver(event)
    const test = `/webhooks/v1/registration/validationEvents/${event.event.eventId}`

    expect((await call('GET', test, { as: owner })).status).toBe(200)
    expect((await call('GET', '/webhooks/v1/registration', { as: stranger })).status).toBe(404)
    expect(await call('GET', test, { as: stranger })).toMatchObject({ status: 404, body: { code: 971202 } })
    expect(await logOf(stranger)).toEqual([])
  })

  test('a continuation token of another’s log is refused', async () => {
    const { admin: owner } = aProvider()
    await givenWebhook(owner)
    for (const _ of [1, 2]) await deliver(await givenTestEvent(owner))
    const { body } = await call('GET', '/webhooks/v1/registration/deliveries?size=1', { as: owner })
    const headers = { 'ms-continuationtoken': body.continuationToken }
    const next = '/webhooks/v1/registration/deliveries?size=1&seekOperation=Next'

    expect((await call('GET', next, { as: owner, headers })).body.items).toHaveLength(1)
    expect((await call('GET', next, { as: aProvider().admin, headers })).status).toBe(400)
  })
})

describe('create-webhook-test and get-webhook-test', () => {
  test('needs a registration', async () => {
    expect(await call('POST', '/webhooks/v1/registration/validationEvents', { as: aProvider().admin })).toMatchObject({
      status: 404,
      body: { code: 971201 },
    })
  })

  test('a test event is posted and its result is told', async () => {
    const { admin, partner } = aProvider()
    await givenWebhook(admin)
    const { body } = must(await call('POST', '/webhooks/v1/registration/validationEvents', { as: admin }), 200)
    await settled()
    const path = `/webhooks/v1/registration/validationEvents/${body.correlationId}`
    const before = await call('GET', path, { as: admin })
    const [message] = await takeMessages(admin)
    await deliver(message as Delivery)

    expect(before.body).toEqual({
      correlationId: body.correlationId,
      partnerId: partner.partnerId,
      status: 'inProgress',
      callbackUrl: receiverUrl,
      results: [],
    })
    expect((await call('GET', path, { as: admin })).body).toEqual({
      ...before.body,
      status: 'completed',
      results: [
        {
          responseCode: 'OK',
          responseMessage: '',
          systemError: false,
          dateTimeUtc: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      ],
    })
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      EventName: 'test-created',
      ResourceUri: `${baseUrl}${path}`,
      ResourceName: 'test',
      AuditUri: null,
      ResourceChangeUtcDate: expect.stringMatching(/Z$/),
    })
  })

  test('the third in a minute is told how long to wait, also at once and after registering anew', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const ask = () => call('POST', '/webhooks/v1/registration/validationEvents', { as: admin })
    const replies = await Promise.all([ask(), ask(), ask(), ask()])
    await givenWebhook(admin)
    const later = await ask()

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429])
    expect(later).toMatchObject({ status: 429, body: { statusCode: 429 } })
    expect(Number(later.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(later.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(later.headers['retry-after']).toMatch(/^\d+$/)
  })

  test('the same request id is the same test', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const headers = { 'ms-requestid': randomUUID() }
    const ask = () => call('POST', '/webhooks/v1/registration/validationEvents', { as: admin, headers })

    expect((await ask()).text).toBe((await ask()).text)
  })

  test('after seven days it is forgotten', async () => {
    const { admin, partner } = aProvider()
    await givenWebhook(admin)
    const { event } = await givenTestEvent(admin)
    const row = await read('providers', partner.partnerId, keys.webhookTest(event.eventId))
    const at = new Date(Date.now() - 8 * 86_400_000).toISOString()
    await write('providers', { kind: 'upsert', row: { ...row!, value: { ...(row?.value as object), at } } })

    expect(
      (await call('GET', `/webhooks/v1/registration/validationEvents/${event.eventId}`, { as: admin })).status,
    ).toBe(404)
  })
})

describe('get-webhook-certificate', () => {
  test('is a self-signed certificate, the same at every making', async () => {
    const bytes = await servedCertificate()
    const x509 = new X509Certificate(bytes)

    expect(bytes.equals(await servedCertificate())).toBe(true)
    expect(x509.verify(x509.publicKey)).toBe(true)
    expect(x509.checkIssued(x509)).toBe(true)
    expect(x509.subject).toBe('O=Twotier\nCN=127.0.0.1')
    expect(x509.ca).toBe(false)
    expect(x509.serialNumber).toMatch(/^[4-7][\dA-F]{31}$/)
    expect(x509.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect([x509.validFrom, x509.validTo].map((text) => new Date(text).toISOString().slice(0, 10))).toEqual([
      '2020-01-01',
      '2049-12-31',
    ])
  })

  test.each([
    [false, 'authorization', 'x-ms-signature'],
    [true, 'x-ms-signature', 'authorization'],
  ] as const)('verifies the raw body; x-ms-signature: %s', async (flag, header, absent) => {
    const { admin } = aProvider()
    await givenWebhook(admin, { SignatureTokenToMsSignatureHeader: flag })
    await deliver(await givenTestEvent(admin))
    const { headers, body } = received[0] as Received
    const { publicKey } = new X509Certificate(await servedCertificate())
    const [, signature = ''] = /^Signature ([\w+/]+=*)$/.exec(String(headers[header])) ?? []

    expect(verify('RSA-SHA256', Buffer.from(body), publicKey, Buffer.from(signature, 'base64'))).toBe(true)
    expect(verify('RSA-SHA256', Buffer.from(`${body} `), publicKey, Buffer.from(signature, 'base64'))).toBe(false)
    expect(headers).toMatchObject({
      'x-ms-certificate-url': `${baseUrl}/webhooks/certificate.cer`,
      'x-ms-signature-algorithm': 'rsa-sha256',
      'content-type': 'application/json; charset=utf-8',
    })
    expect(headers).not.toHaveProperty(absent)
  })
})

describe('events', () => {
  const offerId = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

  async function givenSubscription(admin: Person): Promise<string> {
    const { id } = await givenReadyCustomer(admin)
    const body = { lineItems: [{ lineItemNumber: 0, offerId, quantity: 5 }] }
    const order = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body }), 201)
    return `/v1/customers/${id}/subscriptions/${order.body.lineItems[0].subscriptionId}`
  }

  const events = (admin: Person) =>
    put.filter(({ message }) => message.providerId === admin.partner.partnerId).map(({ message }) => message.event)

  test('subscription-updated comes with a committed change, and names an address that is served', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const path = await givenSubscription(admin)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 } }), 200)
    await settled()
    await deliver(lastPut())
    const { ResourceUri, ...body } = JSON.parse(received[0]?.body ?? '')

    expect(events(admin)).toHaveLength(1)
    expect(body).toEqual({
      EventName: 'subscription-updated',
      ResourceName: 'subscription',
      AuditUri: null,
      ResourceChangeUtcDate: expect.any(String),
    })
    expect((await call('GET', new URL(ResourceUri).pathname, { as: admin })).body.quantity).toBe(7)
    expect(await range('providers', admin.partner.partnerId, { from: 'o!', to: 'o"' })).toEqual([])
  })

  test('a change that is none, one that is refused and one that is repeated tell nothing', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const path = await givenSubscription(admin)
    const headers = { 'ms-requestid': randomUUID() }
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 }, headers }), 200)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 }, headers }), 200)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 } }), 200)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7, status: 'deleted' } }), 400)
    await settled()

    expect(events(admin)).toHaveLength(1)
  })

  test('who has no webhook, or not for this, is told nothing', async () => {
    const { admin: without } = aProvider()
    const { admin: other } = aProvider()
    await givenWebhook(other, { WebhookEvents: ['partnership-request-declined'] })
    for (const admin of [without, other]) {
      must(await call('PATCH', await givenSubscription(admin), { as: admin, body: { quantity: 7 } }), 200)
      await settled()
    }

    expect([...events(without), ...events(other)]).toEqual([])
  })

  test('every end of an invitation is told to its provider', async () => {
    const { admin, partner } = aProvider()
    const names = ['accepted', 'declined', 'expired'].map((end) => `partnership-request-${end}`)
    await givenWebhook(admin, { WebhookEvents: names })
    const [accepted, declined, expired] = [await givenDraft(admin), await givenDraft(admin), await givenDraft(admin)]
    const reseller = await givenReseller()
    const accept = { token: accepted.token, authorize: true }

    must(await call('POST', '/v1/partnershiprequests/accept', { as: reseller.admin, body: accept }), 200)
    await settled()
    await declineOnPage(declined.token)
    await settled()
    await letExpire(partner.partnerId, expired.id)
    await settled()

    expect(events(admin).map(({ name, path, resource }) => [name, path, resource])).toEqual([
      [names[0], `/v1/partnershiprequests/${accepted.id}`, 'partnershipRequest'],
      [names[1], `/v1/partnershiprequests/${declined.id}`, 'partnershipRequest'],
      [names[2], `/v1/partnershiprequests/${expired.id}`, 'partnershipRequest'],
    ])
    expect(await range('providers', partner.partnerId, { from: 'o!', to: 'o"' })).toEqual([])
  })

  async function declineOnPage(token: string): Promise<void> {
    const { handler } = await import('../../functions/partnerships/decline-invitation-page.ts')
    const { HttpRequest } = await import('@azure/functions')
    const request = new HttpRequest({
      url: `${baseUrl}/invitations/decline`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: { string: new URLSearchParams({ token, reason: '' }).toString() },
    })
    expect(await handler(request, context())).toMatchObject({ status: 303 })
  }

  async function letExpire(partnerId: string, requestId: string): Promise<void> {
    const row = await read('providers', partnerId, `q!${requestId}`)
    const value = row?.value as { request: object }
    const request = { ...value.request, expiresAt: new Date(Date.now() - 1000).toISOString() }
    await write('providers', { kind: 'upsert', row: { ...row!, value: { ...value, request } } })
    await expireInvitation({ providerId: partnerId, requestId }, context())
  }

  test('reseller-relationship-accepted-by-customer comes when an organization accepts on the page', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin, { WebhookEvents: ['reseller-relationship-accepted-by-customer'] })
    const { url } = must(await call('GET', '/v1/customers/relationshiprequests', { as: admin }), 200).body
    const tid = randomUUID()
    const session = await seal('session', { tid, oid: 'ada', preferred_username: 'ada', roles: ['GlobalAdmin'] })
    const domain = `t${randomUUID().slice(0, 8)}.onmicrosoft.com`
    const place = { country: 'US', addressLine1: '1 Sample Way', city: 'Redmond', state: 'WA', postalCode: '98052' }
    const person = { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example' }
    const token = new URL(url).searchParams.get('token') ?? ''
    const form = { token, companyName: 'Adatum', domain, ...place, ...person, accept: 'true', acceptAgreement: 'true' }

    await send(acceptRelationship, 'POST', '/relationship/accept', {
      text: new URLSearchParams(form).toString(),
      headers: {
        cookie: `${session.name}=${session.value}`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
    })
    await settled()

    expect(events(admin)).toMatchObject([{ resource: 'Customer', path: `/v1/customers/${tid}` }])
  })

  test('the event outlives a death between the commit and the put: the guard brings it', async () => {
    const { admin, partner } = aProvider()
    await givenWebhook(admin)
    const path = await givenSubscription(admin)
    isDeliveryQueueDown = true
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    must(await call('PATCH', path, { as: admin, body: { quantity: 9 } }), 200)
    await settled()
    isDeliveryQueueDown = false
    const customerId = path.split('/')[3] ?? ''
    const guardMessage = { providerId: partner.partnerId, aggregateId: customerId }

    expect(events(admin)).toEqual([])
    expect(guards).toMatchObject([{ message: guardMessage, delay: 90 }])
    await drainOutbox(guardMessage, context())
    await drainOutbox(guardMessage, context())
    expect(events(admin)).toMatchObject([{ name: 'subscription-updated', path }])
  })
})

describe('deliver-webhook', () => {
  test('a failed attempt is put again after a growing delay, ten times, and then it is given up and seen', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    let message = await givenTestEvent(admin)
    const { eventId } = message.event
    answers = { status: 500 }
    const delays: number[] = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      const before = put.length
      await deliver(message)
      for (const next of put.slice(before)) {
        delays.push(next.delay)
        message = next.message
      }
    }
    const log = await logOf(admin)

    expect(delays).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    expect(received).toHaveLength(10)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect(log.map(({ attempt, state }: Record<string, unknown>) => [attempt, state])).toEqual([
      [10, 'givenUp'],
      ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((attempt) => [attempt, 'failed']),
    ])
    expect(log[9]).toEqual({
      eventId,
      eventName: 'test-created',
      resourceUri: `${baseUrl}/webhooks/v1/registration/validationEvents/${eventId}`,
      webhookUrl: receiverUrl,
      attempt: 1,
      state: 'failed',
      startedAt: expect.any(String),
      endedAt: expect.any(String),
      responseStatus: 500,
      nextAttemptAt: expect.any(String),
      attributes: { objectType: 'WebhookDelivery' },
    })
    expect(Date.parse(log[9].nextAttemptAt) - Date.parse(log[9].endedAt)).toBe(30_000)
    expect(
      (await call('GET', `/webhooks/v1/registration/validationEvents/${eventId}`, { as: admin })).body,
    ).toMatchObject({ status: 'failed', results: Array(10).fill({ responseCode: 'InternalServerError' }) })
  })

  test('one that succeeds at last ends it', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const first = await givenTestEvent(admin)
    answers = { status: 503 }
    await deliver(first)
    answers = { status: 204 }
    await deliver(lastPut())

    expect(put).toHaveLength(2)
    expect((await logOf(admin)).map(({ state }: Record<string, unknown>) => state)).toEqual(['delivered', 'failed'])
  })

  test('the same message twice posts once, and asks for one next attempt', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const message = await givenTestEvent(admin)
    answers = { status: 500 }
    await deliver(message)
    await deliver(message)

    expect(received).toHaveLength(1)
    expect(put.map(({ message: { attempt } }) => attempt)).toEqual([1, 2])
  })

  test('the same message twice at once posts once; the second looks again later', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const message = await givenTestEvent(admin)
    put = []
    await Promise.all([deliver(message), deliver(message), deliver(message)])
    for (const { message: again, delay } of [...put]) {
      expect(delay).toBe(30)
      await deliver(again)
    }

    expect(received).toHaveLength(1)
    expect(await logOf(admin)).toMatchObject([{ attempt: 1, state: 'delivered' }])
  })

  test('an attempt whose process died is made again after a minute, not before', async () => {
    const { admin, partner } = aProvider()
    await givenWebhook(admin)
    const message = await givenTestEvent(admin)
    const key = keys.webhookDelivery(message.event.eventId, 1)
    const startedSecondsAgo = (seconds: number) => ({
      state: 'sending',
      event: message.event,
      url: receiverUrl,
      attempt: 1,
      startedBy: 'the dead',
      startedAt: new Date(Date.now() - seconds * 1000).toISOString(),
    })
    const putRow = (seconds: number) =>
      write('providers', {
        kind: 'upsert',
        row: { partition: partner.partnerId, key, value: startedSecondsAgo(seconds) },
      })

    await putRow(20)
    await deliver(message)
    expect(received).toHaveLength(0)
    expect(put.at(-1)).toEqual({ message, delay: 30 })

    await putRow(61)
    await deliver(message)
    expect(received).toHaveLength(1)
    expect(await logOf(admin)).toMatchObject([{ state: 'delivered' }])
  })

  test('no redirect is followed', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    answers = { status: 307, location: `${receiverUrl}/elsewhere` }
    await deliver(await givenTestEvent(admin))

    expect(received.map(({ path }) => path)).toEqual(['/hook'])
    expect(await logOf(admin)).toMatchObject([{ state: 'failed', responseStatus: 307 }])
  })

  test('a retry goes where the receiver is then, and nowhere when the event is not wanted any more', async () => {
    const { admin, partner } = aProvider()
    await givenWebhook(admin, { WebhookEvents: ['subscription-updated'] })
    const event = {
      ...(await givenTestEvent(admin)).event,
      name: 'subscription-updated' as const,
    }
    const message = { providerId: partner.partnerId, event, attempt: 1 }
    answers = { status: 500 }
    await deliver(message)
    await givenWebhook(admin, { WebhookUrl: `${receiverUrl}/new`, WebhookEvents: ['subscription-updated'] })
    await deliver({ ...message, attempt: 2 })
    await givenWebhook(admin, { WebhookEvents: ['test-created'] })
    await deliver({ ...message, attempt: 3 })

    expect(received.map(({ path }) => path)).toEqual(['/hook', '/hook/new'])
  })

  test.each([
    ['http://127.0.0.1:9/', 'connectionFailed'],
    ['http://nobody.invalid/', 'nameNotFound'],
    ['http://10.0.0.1/', 'addressNotAllowed'],
    ['http://0x0a000001/', 'addressNotAllowed'],
    ['http://169.254.169.254/metadata/instance', 'addressNotAllowed'],
    ['http://168.63.129.16/', 'addressNotAllowed'],
    ['http://[fd00::1]/', 'addressNotAllowed'],
    ['http://[::ffff:169.254.169.254]/', 'addressNotAllowed'],
  ])('%s: %s, in the log', async (url, problem) => {
    const { admin } = aProvider()
    await givenWebhook(admin, { WebhookUrl: url })
    const message = await givenTestEvent(admin)
    await deliver(message)

    expect(await logOf(admin)).toMatchObject([{ state: 'failed', problem, webhookUrl: url }])
    expect(
      (await call('GET', `/webhooks/v1/registration/validationEvents/${message.event.eventId}`, { as: admin })).body,
    ).toMatchObject({ results: [{ responseCode: '', responseMessage: problem, systemError: true }] })
  })

  test('a receiver whose certificate nobody vouches for gets nothing', async () => {
    const { admin } = aProvider()
    const cert = `-----BEGIN CERTIFICATE-----\n${(await servedCertificate()).toString('base64')}\n-----END CERTIFICATE-----`
    const key = Buffer.from(process.env.WEBHOOK_KEY ?? '', 'base64')
    const server = createSecureServer({ key, cert }, (request, response) => {
      received.push({ path: request.url ?? '', headers: request.headers, body: '' })
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await givenWebhook(admin, { WebhookUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` })
    await deliver(await givenTestEvent(admin))
    await new Promise((resolve) => server.close(resolve))

    expect(received).toEqual([])
    expect(await logOf(admin)).toMatchObject([{ state: 'failed', problem: 'certificateNotTrusted' }])
  })

  test('a receiver has ten seconds', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const message = await givenTestEvent(admin)
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort())
    await deliver(message)

    expect(timeout.mock.calls).toEqual([[10_000]])
    expect(await logOf(admin)).toMatchObject([{ state: 'failed', problem: 'timedOut' }])
  })

  test('list-webhook-deliveries goes on where the page before ended, newest first', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const ids: string[] = []
    for (const _ of [1, 2]) {
      const message = await givenTestEvent(admin)
      ids.unshift(message.event.eventId)
      await deliver(message)
    }
    const first = await call('GET', '/webhooks/v1/registration/deliveries?size=1', { as: admin })
    const { uri, headers } = first.body.links.next
    const second = await call('GET', uri, { as: admin, headers: { [headers[0].key]: headers[0].value } })
    const seen = [first, second].flatMap(({ body }) => body.items.map((one: { eventId: string }) => one.eventId))

    expect(seen).toEqual(ids)
    expect(second.body.continuationToken).toBeUndefined()
  })
})

describe('which addresses are public', () => {
  test.each(['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::8a'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '3fff::1',
    'localhost',
    '',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['10.0.0.1', false],
    ['::ffff:127.0.0.1', false],
  ])('%s is this machine: %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected)
  })
})

test('the pause grows to an hour and no further', () => {
  expect([1, 2, 7, 8, 9].map(delaySeconds)).toEqual([30, 60, 1920, 3600, 3600])
})
