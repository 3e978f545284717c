import { expect } from 'vitest'
import type { Person, Reply } from '../call.ts'
import { ask, type World } from '../faults/fault-world.ts'
import type { Taker } from '../faults/invariants.ts'
import { type GivenReseller, givenCustomer, givenPartnership, givenReadyCustomer, must } from '../given.ts'
import { type About, isRootOf, type Prepared, repeatable, type Scenario } from './scenario.ts'

/** A request and its body. */
type Words = readonly [string, unknown?]

/** On a customer that may be sold to and has a reseller. */
export function onReadyCustomer(
  about: About,
  words: (admin: Person, id: string, reseller: GivenReseller) => Promise<Words>,
): Scenario {
  return {
    ...about,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      const { id } = await givenReadyCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
      await ask(admin, 'GET /v1/offers?country=US')
      const asked = repeatable(admin, ...(await words(admin, id, reseller)))
      return { ...(await onceOnly(world, partner, id)), ...asked, partners: [partner, reseller.partner] }
    },
  }
}

/** On a customer that may be sold to and is the provider's own. */
export function onCustomer(about: About, words: (admin: Person, id: string) => Promise<Words>): Scenario {
  return {
    ...about,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenReadyCustomer(admin)
      await ask(admin, 'GET /v1/offers?country=US')
      const asked = repeatable(admin, ...(await words(admin, id)))
      return { ...(await onceOnly(world, partner, id)), ...asked, partners: [partner] }
    },
  }
}

/** The customer has seen one command more. */
async function onceOnly(world: World, { partnerId }: Taker, id: string): Promise<Pick<Prepared, 'outcome'>> {
  await world.settled()
  const version = async () => (await world.rows('providers', partnerId)).find(isRootOf(id))?.value.version
  const before = await version()
  return { outcome: async () => expect(await version()).toBe(before + 1) }
}

/** On a customer whose users are managed. */
export function onDirectory(about: About, words: (admin: Person, id: string) => Promise<Words>): Scenario {
  return {
    ...about,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      const { run, rival } = repeatable(admin, ...(await words(admin, id)))
      await world.settled()
      const events = async () =>
        (await world.rows('providers', partner.partnerId)).filter(({ key }) => key.startsWith('h!')).length
      const before = await events()
      return {
        partners: [partner],
        run: async () => withoutPassword(await run()),
        rival,
        outcome: async () => expect(await events()).toBe(before + 1),
      }
    },
  }
}

/** A password is in the first answer only. */
const withoutPassword = (reply: Reply): Reply => ({
  ...reply,
  text: reply.text.replace(/,?"passwordProfile":\{[^}]*\}/, ''),
})

export async function givenOrder(admin: Person, id: string, line: object) {
  return must(await ask(admin, `POST /v1/customers/${id}/orders`, { body: { lineItems: [line] } }), 201).body
}

/** The path of a subscription that was ordered. */
export async function givenSubscription(admin: Person, id: string, line: object): Promise<string> {
  const { lineItems } = await givenOrder(admin, id, line)
  return `/v1/customers/${id}/subscriptions/${lineItems[0].subscriptionId}`
}
