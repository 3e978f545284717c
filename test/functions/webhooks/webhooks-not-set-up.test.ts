import { beforeAll, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

beforeAll(async () => {
  process.env.WEBHOOK_KEY = ''
  await (await import('../../support/all-steps.ts')).importAllSteps()
})

const body = { WebhookUrl: 'https://receiver.example/', WebhookEvents: ['test-created'] }

test.each([
  ['POST', '/webhooks/v1/registration'],
  ['PUT', '/webhooks/v1/registration'],
  ['POST', '/webhooks/v1/registration/validationEvents'],
])('%s %s names the setting that is missing', async (method, path) => {
  expect(await call(method, path, { as: aProvider().admin, body })).toMatchObject({
    status: 403,
    body: { code: 971200, errorName: 'WebhooksNotSetUp', message: expect.stringContaining('WEBHOOK_KEY') },
  })
})

test('and so does the certificate', async () => {
  const { handler } = await import('../../../functions/webhooks/get-webhook-certificate.ts')
  const request = { headers: new Headers() } as never
  const response = await handler(request, watchedContext())

  expect(response).toMatchObject({ status: 403, body: expect.stringContaining('WEBHOOK_KEY') })
})

test('what goes on without events does so', async () => {
  expect((await call('GET', '/v1/customers', { as: aProvider().admin })).status).toBe(200)
})
