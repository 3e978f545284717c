import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { QueueServiceClient } from '@azure/storage-queue'
import { describe, expect, test } from 'vitest'
import { read, write } from '../../../shared/azure/store.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { keys } from '../../../shared/command/tables.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { baseUrl } from '../../support/environment.ts'
import { aProvider, must } from '../../support/given.ts'
import {
  type Delivery,
  deliver,
  givenTestEvent,
  givenWebhook,
  hook,
  type Received,
  servedCertificate,
  useReceiver,
} from '../../support/webhook-receiver.ts'

await importAllSteps()
useReceiver()

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
      callbackUrl: hook.url,
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
    expect(JSON.parse(hook.received[0]?.body ?? '')).toEqual({
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
    const { headers, body } = hook.received[0] as Received
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
