import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { write } from '../../../shared/azure/store.ts'
import { keys } from '../../../shared/command/tables.ts'
import { delaySeconds } from '../../../shared/domain/webhooks/webhook-delivery.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { baseUrl } from '../../support/environment.ts'
import { aProvider } from '../../support/given.ts'
import {
  deliver,
  givenTestEvent,
  givenWebhook,
  hook,
  lastPut,
  logOf,
  servedCertificate,
  useReceiver,
} from '../../support/webhook-receiver.ts'

await importAllSteps()
useReceiver()

describe('deliver-webhook', () => {
  test('a failed attempt is put again after a growing delay, ten times, and then it is given up and seen', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    let message = await givenTestEvent(admin)
    const { eventId } = message.event
    hook.answers = { status: 500 }
    const delays: number[] = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      const before = hook.put.length
      await deliver(message)
      for (const next of hook.put.slice(before)) {
        delays.push(next.delay)
        message = next.message
      }
    }
    const log = await logOf(admin)

    expect(delays).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    expect(hook.received).toHaveLength(10)
    expect(new Set(hook.received.map(({ body }) => body)).size).toBe(1)
    expect(log.map(({ attempt, state }: Record<string, unknown>) => [attempt, state])).toEqual([
      [10, 'givenUp'],
      ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((attempt) => [attempt, 'failed']),
    ])
    expect(log[9]).toEqual({
      eventId,
      eventName: 'test-created',
      resourceUri: `${baseUrl}/webhooks/v1/registration/validationEvents/${eventId}`,
      webhookUrl: hook.url,
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
    hook.answers = { status: 503 }
    await deliver(first)
    hook.answers = { status: 204 }
    await deliver(lastPut())

    expect(hook.put).toHaveLength(2)
    expect((await logOf(admin)).map(({ state }: Record<string, unknown>) => state)).toEqual(['delivered', 'failed'])
  })

  test('the same message twice posts once, and asks for one next attempt', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const message = await givenTestEvent(admin)
    hook.answers = { status: 500 }
    await deliver(message)
    await deliver(message)

    expect(hook.received).toHaveLength(1)
    expect(hook.put.map(({ message: { attempt } }) => attempt)).toEqual([1, 2])
  })

  test('the same message twice at once posts once; the second looks again later', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const message = await givenTestEvent(admin)
    hook.put = []
    await Promise.all([deliver(message), deliver(message), deliver(message)])
    for (const { message: again, delay } of [...hook.put]) {
      expect(delay).toBe(30)
      await deliver(again)
    }

    expect(hook.received).toHaveLength(1)
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
      url: hook.url,
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
    expect(hook.received).toHaveLength(0)
    expect(hook.put.at(-1)).toEqual({ message, delay: 30 })

    await putRow(61)
    await deliver(message)
    expect(hook.received).toHaveLength(1)
    expect(await logOf(admin)).toMatchObject([{ state: 'delivered' }])
  })

  test('no redirect is followed', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    hook.answers = { status: 307, location: `${hook.url}/elsewhere` }
    await deliver(await givenTestEvent(admin))

    expect(hook.received.map(({ path }) => path)).toEqual(['/hook'])
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
    hook.answers = { status: 500 }
    await deliver(message)
    await givenWebhook(admin, { WebhookUrl: `${hook.url}/new`, WebhookEvents: ['subscription-updated'] })
    await deliver({ ...message, attempt: 2 })
    await givenWebhook(admin, { WebhookEvents: ['test-created'] })
    await deliver({ ...message, attempt: 3 })

    expect(hook.received.map(({ path }) => path)).toEqual(['/hook', '/hook/new'])
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
      hook.received.push({ path: request.url ?? '', headers: request.headers, body: '' })
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await givenWebhook(admin, { WebhookUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` })
    await deliver(await givenTestEvent(admin))
    await new Promise((resolve) => server.close(resolve))

    expect(hook.received).toEqual([])
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

test('the pause grows to an hour and no further', () => {
  expect([1, 2, 7, 8, 9].map(delaySeconds)).toEqual([30, 60, 1920, 3600, 3600])
})
