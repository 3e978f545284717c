import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/call.ts'
import { passTime, secondMs } from '../support/clock.ts'
import { firstSeed, isThorough } from '../support/faults/crash.ts'
import { ask, fire, startWorld, submit, type World } from '../support/faults/fault-world.ts'
import { heal, type Random, randomOf } from '../support/faults/healer.ts'
import { problemsOf, visibleTo } from '../support/faults/invariants.ts'
import { aCustomer, anAgreement, givenReseller } from '../support/given.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const storms = isThorough ? 15 : 6
const commandsPerStorm = 25
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

type Scene = Awaited<ReturnType<typeof givenScene>>

/** Two providers, two resellers, and few enough names and things that they get into each other's way. */
async function givenScene(random: Random) {
  const providers = [world.provider(), world.provider()]
  const resellers = await Promise.all([givenReseller(), givenReseller()])
  const domains = [aCustomer().companyProfile, aCustomer().companyProfile]
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  return {
    ...{ providers, resellers, pick },
    customer: () => ({ ...aCustomer(), companyProfile: pick(domains) }),
    /** The id of something that a list shows, or of nothing. */
    one: async (as: Person, list: string): Promise<string> =>
      pick([...((await ask(as, `GET ${list}`)).body?.items ?? []), { id: randomUUID() }]).id,
    token: async (as: Person): Promise<string> => {
      const { body } = await ask(as, 'GET /v1/partnershiprequests')
      const links: string[] = (body?.items ?? []).flatMap(({ link }: { link?: string }) => link ?? [])
      return new URL(pick([...links, 'http://none.example/?token=none'])).searchParams.get('token') ?? ''
    },
  }
}

const commands: readonly ((scene: Scene, as: Person) => Promise<unknown>)[] = [
  ({ customer }, as) => ask(as, 'POST /v1/customers', { body: customer() }),
  ({ customer, pick, resellers }, as) =>
    ask(as, 'POST /v1/customers', {
      body: { ...customer(), associatedPartnerId: pick(resellers).partner.partnerId },
    }),
  async ({ one }, as) =>
    ask(as, `POST /v1/customers/${await one(as, '/v1/customers')}/agreements`, { body: anAgreement() }),
  async ({ one, pick, resellers }, as) =>
    ask(as, `POST /v1/customers/${await one(as, '/v1/customers')}/orders`, {
      body: {
        lineItems: [{ lineItemNumber: 0, offerId: e3, quantity: 1, partnerIdOnRecord: pick(resellers).partner.mpnId }],
      },
    }),
  (_, as) => ask(as, 'POST /v1/partnershiprequests', { body: { to: 'tess@tern.example' } }),
  ...['send', 'send', 'done', 'revoke'].map(
    (verb) =>
      async ({ one }: Scene, as: Person) =>
        ask(as, `POST /v1/partnershiprequests/${await one(as, '/v1/partnershiprequests')}/${verb}`),
  ),
  async ({ one }, as) =>
    ask(as, `PATCH /v1/partnershiprequests/${await one(as, '/v1/partnershiprequests')}`, {
      body: { subject: 'Work with us' },
    }),
  async ({ token, pick, resellers }, as) =>
    ask(pick(resellers).admin, 'POST /v1/partnershiprequests/accept', {
      body: { token: await token(as), authorize: true },
    }),
  async ({ token }, as) => submit('decline-invitation-page', { token: await token(as), reason: 'no' }),
  async ({ token }, as) =>
    submit('ask-question-page', { token: await token(as), from: 'tess@tern.example', question: 'Why?' }),
  async () => {
    passTime(9 * secondMs)
    await Promise.all(['expire-invitations', 'remind-invitations', 'purge-setup-infos'].map(fire))
  },
]

const seeds = Array.from({ length: storms }, (_, index) => firstSeed + index)

test.for(seeds)('whatever is asked, in whatever order, and whoever dies on the way: FAULT_SEED=%i', async (seed) => {
  const random = randomOf(seed)
  await world.renew()
  const scene = await givenScene(random)

  for (let count = 0; count < commandsPerStorm; count++) {
    const command = scene.pick(commands)
    const as = scene.pick(scene.providers).admin
    const mayDie = random() < 0.4
    if (mayDie) world.proxy.dieAt(1 + Math.floor(random() * 9), random() < 0.5 ? 'before' : 'after')
    await command(scene, as).catch(() => undefined)
    await world.settled()
    world.proxy.revive()
    // Whoever wants a name that a dead process holds waits 8 seconds out of politeness.
    if (mayDie) passTime(9 * secondMs)
    if (random() < 0.1) await heal(world, random)
  }
  await heal(world, random)

  const everyone = [...scene.providers, ...scene.resellers].map(({ partner }) => partner)
  expect(await problemsOf(world, everyone)).toEqual([])
  expect(await visibleTo(world, world.provider().admin, scene.providers[0]!.partner)).toEqual([])
})
