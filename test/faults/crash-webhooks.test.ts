import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { crashEverywhere, cutEverywhere } from '../support/crash.ts'
import { ask, startWorld, type World } from '../support/fault-world.ts'
import { givenReadyCustomer, must } from '../support/given.ts'
import type { Scenario } from '../support/scenarios.ts'

let world: World
let receiver: Server
/** What was posted, by the address it is about. */
let told: Map<string, number>

beforeAll(async () => {
  world = await startWorld()
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { pathname } = new URL(JSON.parse(body).ResourceUri)
      told.set(pathname, (told.get(pathname) ?? 0) + 1)
      response.end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => receiver.close(resolve))
  await world.stop()
})
beforeEach(() => {
  told = new Map()
})

const changeThatIsTold: Scenario = {
  name: 'change a subscription that a webhook hears of',
  status: 200,
  given: async () => {
    const { partner, admin } = world.provider()
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    const registration = { WebhookUrl: url, WebhookEvents: ['subscription-updated'] }
    must(await ask(admin, 'POST /webhooks/v1/registration', { body: registration }), 200)
    const { id } = await givenReadyCustomer(admin)
    const lineItems = [{ offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 5 }]
    const order = must(await ask(admin, `POST /v1/customers/${id}/orders`, { body: { lineItems } }), 201)
    const path = `/v1/customers/${id}/subscriptions/${order.body.lineItems[0].subscriptionId}`
    const requestId = randomUUID()
    return {
      partners: [partner],
      run: () => ask(admin, `PATCH ${path}`, { body: { quantity: 7 }, requestId }),
      outcome: async () => {
        expect((await ask(admin, `GET ${path}`)).body.quantity).toBe(7)
        expect(told.get(path), 'the event').toBeGreaterThan(0)
        const { items } = (await ask(admin, 'GET /webhooks/v1/registration/deliveries')).body
        expect(items).toMatchObject([{ attempt: 1, state: 'delivered' }])
      },
    }
  },
}

test('whoever dies at any point, the event comes', async () => {
  expect(await crashEverywhere(world, changeThatIsTold, world.provider().admin)).toBeGreaterThan(5)
})

test('whichever answer is cut off, the event comes once', async () => {
  await cutEverywhere(world, changeThatIsTold, world.provider().admin)

  expect([...told.values()]).toEqual([...told.values()].map(() => 1))
})
