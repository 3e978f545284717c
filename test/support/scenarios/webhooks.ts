import { expect } from 'vitest'
import type { Person } from '../call.ts'
import { ask, type World } from '../faults/fault-world.ts'
import { messageIn, receiveAll } from '../faults/healer.ts'
import { givenReadyCustomer, must } from '../given.ts'
import { givenSubscription } from './on-customer.ts'
import { e3, repeatable, type Scenario, step } from './scenario.ts'

const registrationPath = '/webhooks/v1/registration'
const testsPath = `${registrationPath}/validationEvents`

const aWebhook = ({ receiver }: World, ...events: readonly string[]) => ({
  WebhookUrl: receiver.url,
  WebhookEvents: events,
})

/** A partner's webhook, its tests and what is told to it. */
export const webhooks: readonly Scenario[] = [
  {
    name: 'register a webhook',
    step: 'register-webhook',
    status: 200,
    race: {},
    given: async (world) => {
      const { partner, admin } = world.provider()
      const wanted = aWebhook(world, 'subscription-updated')
      return {
        partners: [partner],
        ...repeatable(admin, `POST ${registrationPath}`, wanted),
        outcome: () => expectRegistered(world, admin, { wanted, times: 1 }),
      }
    },
  },
  {
    name: 'change a webhook',
    step: 'update-webhook',
    status: 200,
    race: {},
    given: async (world) => {
      const { partner, admin } = world.provider()
      await givenWebhook(world, admin, 'subscription-updated')
      const wanted = aWebhook(world, 'test-created')
      return {
        partners: [partner],
        ...repeatable(admin, `PUT ${registrationPath}`, wanted),
        outcome: () => expectRegistered(world, admin, { wanted, times: 2 }),
      }
    },
  },
  {
    name: 'take a webhook back',
    step: 'unregister-webhook',
    status: 204,
    race: { wins: 1, others: '404 971201' },
    given: async (world) => {
      const { partner, admin } = world.provider()
      await givenWebhook(world, admin, 'subscription-updated')
      return {
        partners: [partner],
        ...repeatable(admin, `DELETE ${registrationPath}`),
        outcome: async () => {
          expect((await ask(admin, `GET ${registrationPath}`)).status).toBe(404)
        },
      }
    },
  },
  {
    name: 'ask for a test event',
    step: 'create-webhook-test',
    status: 200,
    // Two a minute.
    race: { wins: 2, others: '429' },
    given: async (world) => {
      const { partner, admin } = world.provider()
      await givenWebhook(world, admin, 'test-created')
      return {
        partners: [partner],
        ...repeatable(admin, `POST ${testsPath}`),
        outcome: async () => {
          const { items } = (await ask(admin, `GET ${registrationPath}/deliveries`)).body
          expect(items).toMatchObject([{ attempt: 1, state: 'delivered', eventName: 'test-created' }])
        },
      }
    },
  },
  {
    name: 'change a subscription that a webhook hears of',
    step: 'update-subscription',
    status: 200,
    race: { happens: 1 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      await givenWebhook(world, admin, 'subscription-updated')
      const { id } = await givenReadyCustomer(admin)
      const path = await givenSubscription(admin, id, { offerId: e3, quantity: 5 })
      return {
        partners: [partner],
        ...repeatable(admin, `PATCH ${path}`, { quantity: 7 }),
        outcome: async () => {
          expect((await ask(admin, `GET ${path}`)).body.quantity).toBe(7)
          await expectDelivered(world, admin, path)
        },
      }
    },
  },
]

/** A step of a queue. */
export const deliverWebhook: Scenario = {
  name: 'deliver an event',
  step: 'deliver-webhook',
  given: async (world) => {
    const { partner, admin } = world.provider()
    await givenWebhook(world, admin, 'test-created')
    const { body } = must(await ask(admin, `POST ${testsPath}`), 200)
    await world.settled()
    const [delivery] = await receiveAll(world)
    return {
      partners: [partner],
      run: step('deliver-webhook', delivery && messageIn(delivery.entry)),
      outcome: () => expectDelivered(world, admin, `${testsPath}/${body.correlationId}`),
    }
  },
}

async function givenWebhook(world: World, admin: Person, ...events: readonly string[]): Promise<void> {
  must(await ask(admin, `POST ${registrationPath}`, { body: aWebhook(world, ...events) }), 200)
}

async function expectRegistered(
  world: World,
  admin: Person,
  { wanted, times }: { readonly wanted: object; readonly times: number },
): Promise<void> {
  expect((await ask(admin, `GET ${registrationPath}`)).body).toEqual(wanted)
  const rows = await world.rows('providers', admin.partner.partnerId)
  expect(rows.find(({ key }) => key === 'wh!registration')?.value.version).toBe(times)
}

/** At least once: whoever dies after it has posted posts again. */
async function expectDelivered(world: World, admin: Person, path: string): Promise<void> {
  expect(world.receiver.told.get(path), 'the event').toBeGreaterThan(0)
  const { items } = (await ask(admin, `GET ${registrationPath}/deliveries`)).body
  expect(items).toMatchObject([{ attempt: 1, state: 'delivered' }])
}
