import { randomUUID } from 'node:crypto'
import { createServer as createPlainServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WebhookEvent } from '../../../shared/domain/webhooks/webhook.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

let server: Server
let port: number
let connections = 0

// The service at an address of the cloud: neither this machine nor a plain connection is allowed.
beforeAll(async () => {
  process.env.BASE_URL = 'https://partners.harbor.example'
  await (await import('../../support/all-steps.ts')).importAllSteps()
  server = createPlainServer()
  server.on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const register = (admin: Person, url: string) =>
  call('POST', '/webhooks/v1/registration', {
    as: admin,
    body: { WebhookUrl: url, WebhookEvents: ['test-created'] },
  })

async function deliver(providerId: string): Promise<void> {
  const { handler } = await import('../../../functions/webhooks/deliver-webhook.ts')
  const { newestFirstGuid } = await import('../../../shared/command/made-ids.ts')
  const at = new Date()
  const event: WebhookEvent = {
    eventId: newestFirstGuid(at),
    name: 'test-created',
    resource: 'test',
    path: '/test',
    at: at.toISOString(),
  }
  const context = watchedContext({ invocationId: randomUUID() })
  await handler({ providerId, event, attempt: 1 }, context)
}

test.each(['http://receiver.example/', 'http://127.0.0.1/', 'HTTP://localhost/'])(
  '%s cannot be registered',
  async (url) => {
    expect(await register(aProvider().admin, url)).toMatchObject({ status: 400, body: { data: ['WebhookUrl'] } })
  },
)

test.each([
  'https://127.0.0.1:PORT/',
  'https://2130706433:PORT/',
  'https://0x7f.1:PORT/',
  'https://[::1]:PORT/',
  'https://[::ffff:127.0.0.1]:PORT/',
  'https://[::ffff:7f00:1]:PORT/',
  'https://localhost:PORT/',
  'https://LOCALHOST.:PORT/',
])('%s is not called: the address behind it is this machine', async (url) => {
  const { admin, partner } = aProvider()
  expect((await register(admin, url.replace('PORT', String(port)))).status).toBe(200)
  await deliver(partner.partnerId)
  const { body } = await call('GET', '/webhooks/v1/registration/deliveries', { as: admin })

  expect(body.items).toMatchObject([
    { state: 'failed', problem: expect.stringMatching(/^(addressNotAllowed|nameNotFound)$/) },
  ])
  expect(connections).toBe(0)
})

test('the name of this machine is looked up and its address refused', async () => {
  const { admin, partner } = aProvider()
  await register(admin, `https://localhost:${port}/`)
  await deliver(partner.partnerId)
  const { body } = await call('GET', '/webhooks/v1/registration/deliveries', { as: admin })

  expect(body.items).toMatchObject([{ problem: 'addressNotAllowed' }])
})
