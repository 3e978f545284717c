import { createServer } from 'node:net'
import type { HttpResponseInit } from '@azure/functions'
import { HttpRequest } from '@azure/functions'
import { expect, test, vi } from 'vitest'
import { watchedContext } from '../../support/log-lines.ts'

/** What get-health of an app with these settings says. */
async function ask(settings: Readonly<Record<string, string>>, times = 1) {
  vi.resetModules()
  Object.assign(process.env, settings)
  const { handler } = await import('../../../functions/system/get-health.ts')
  let response: HttpResponseInit = {}
  for (let asked = 0; asked < times; asked++) {
    const request = new HttpRequest({ url: 'http://127.0.0.1/health', method: 'GET' })
    response = (await handler(request, watchedContext())) as HttpResponseInit
  }
  return { status: response.status, body: JSON.parse(String(response.body)) }
}

const storage = process.env.AzureWebJobsStorage ?? ''

test('a service that reaches its storage is healthy, and says which version it is', async () => {
  expect(await ask({})).toEqual({
    status: 200,
    body: { status: 'healthy', version: 'unbuilt', checks: { settings: 'ok', tables: 'ok', queues: 'ok' } },
  })
})

test('one that does not says what it cannot reach, and nothing of where that is; asked at once it looks once', async () => {
  let connections = 0
  const deaf = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  const address = deaf.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const elsewhere = storage.replaceAll(/(TableEndpoint=http:\/\/127\.0\.0\.1:)\d+/g, `$1${port}`)

  const { status, body } = await ask({ AzureWebJobsStorage: elsewhere })
  const looked = connections
  expect({ status, body }).toEqual({
    status: 503,
    body: { status: 'unhealthy', version: 'unbuilt', checks: { settings: 'ok', tables: 'unreachable', queues: 'ok' } },
  })
  await ask({ AzureWebJobsStorage: elsewhere }, 3)
  expect(connections).toBe(2 * looked)
  deaf.close()
})

test('an account that slots were moved to counts as well', async () => {
  const gone = 'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:9/a;'
  const { status, body } = await ask({
    AzureWebJobsStorage: storage,
    TABLE_ACCOUNTS: JSON.stringify([{ slots: '0-0', connectionString: gone }]),
  })

  expect([status, body.checks.tables]).toEqual([503, 'unreachable'])
})
