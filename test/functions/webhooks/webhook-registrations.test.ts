import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { read } from '../../../shared/azure/store.ts'
import { keys } from '../../../shared/command/tables.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aProvider, must } from '../../support/given.ts'
import {
  aWebhook,
  deliver,
  givenTestEvent,
  givenWebhook,
  hook,
  logOf,
  useReceiver,
} from '../../support/webhook-receiver.ts'

await importAllSteps()
useReceiver()

describe('list-webhook-events', () => {
  test('is a bare list of names, those that are ever sent first', async () => {
    const { body } = await call('GET', '/webhooks/v1/registration/events', { as: aProvider().admin })

    expect(body).toContain('granular-admin-relationship-approved')
    expect(body.slice(0, 7)).toEqual([
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

describe('register-webhook, get-webhook, update-webhook and unregister-webhook', () => {
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
      webhookurl: `${hook.url}/2`,
      webhookEvents: ['TEST-created', 'test-created'],
      signaturetokentomssignatureheader: true,
      SubscriberId: null,
      LastModifiedTimestamp: '2020-01-01',
    }
    const changed = must(await call('PUT', '/webhooks/v1/registration', { as: admin, body }), 200)

    expect(changed.body).toEqual({
      SubscriberId: made.body.SubscriberId,
      WebhookUrl: `${hook.url}/2`,
      WebhookEvents: ['test-created'],
      SignatureTokenToMsSignatureHeader: true,
    })
    expect((await call('GET', '/webhooks/v1/registration', { as: admin })).body.WebhookUrl).toBe(`${hook.url}/2`)
  })

  test('every event that is documented can be registered for, and no other', async () => {
    const names = (await call('GET', '/webhooks/v1/registration/events', { as: admin })).body
    const ask = (WebhookEvents: readonly string[]) =>
      call('POST', '/webhooks/v1/registration', { as: admin, body: { ...aWebhook(), WebhookEvents } })

    expect((await ask(names)).body.WebhookEvents).toEqual(names)
    expect((await call('GET', '/webhooks/v1/registration', { as: admin })).body.WebhookEvents).toEqual(names)
    expect((await ask(['invoice-ready'])).body.WebhookEvents).toEqual(['invoice-ready'])
    expect((await ask(['invoice-read'])).status).toBe(400)
  })

  test('one that is taken back is registered no more, and can be registered anew', async () => {
    const { body } = await givenWebhook(admin)
    const remove = () => call('DELETE', '/webhooks/v1/registration', { as: admin })

    expect((await remove()).status).toBe(204)
    expect(await remove()).toMatchObject({ status: 404, body: { code: 971201 } })
    expect((await call('GET', '/webhooks/v1/registration', { as: admin })).status).toBe(404)
    expect((await call('POST', '/webhooks/v1/registration/validationEvents', { as: admin })).status).toBe(404)
    expect((await givenWebhook(admin)).body.SubscriberId).toBe(body.SubscriberId)
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
    await givenWebhook(other, { WebhookUrl: `${hook.url}/later` })
    const again = await call('POST', '/webhooks/v1/registration', { as: other, body: aWebhook(), headers })

    expect(again.text).toBe(first.text)
    expect((await call('GET', '/webhooks/v1/registration', { as: other })).body.WebhookUrl).toBe(`${hook.url}/later`)
  })

  test('ten at once leave one of them, whole', async () => {
    const { admin: other, partner } = aProvider()
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        call('POST', '/webhooks/v1/registration', { as: other, body: aWebhook({ WebhookUrl: `${hook.url}/${n}` }) }),
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
    ['WebhookUrl', 'https://receiver.example/\r\nHost: other.example', 'WebhookUrl'],
    ['WebhookUrl', 'https:\\\\receiver.example\\', 'WebhookUrl'],
    ['WebhookUrl', 'https://receiver.example:99999/', 'WebhookUrl'],
    ['WebhookUrl', 'https://[::1/', 'WebhookUrl'],
    ['WebhookUrl', `https://receiver.example/${'x'.repeat(2048)}`, 'WebhookUrl'],
    ['WebhookEvents', undefined, 'WebhookEvents'],
    ['WebhookEvents', [], 'WebhookEvents'],
    ['WebhookEvents', 'test-created', 'WebhookEvents'],
    ['WebhookEvents', ['invoice-late'], 'WebhookEvents[0]'],
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
