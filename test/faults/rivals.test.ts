import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isThorough } from '../support/faults/crash.ts'
import { startWorld, type World } from '../support/faults/fault-world.ts'
import { heal, never } from '../support/faults/healer.ts'
import { problemsOf, type Taker } from '../support/faults/invariants.ts'
import { commands } from '../support/scenarios/all.ts'
import { tally } from '../support/tally.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.clearMails())
afterAll(() => world.stop())

/** Two more than are let in show what is a race; CI lets ten run. */
const racersOf = (wins: number): number => (isThorough ? 10 : wins + 2)

/** How many commands are noted: in the history, and of a webhook, which has none, by its version. */
async function noted(partners: readonly Taker[]): Promise<number> {
  const rows = await Promise.all(partners.map(({ partnerId }) => world.rows('providers', partnerId)))
  const versions = rows
    .flat()
    .map(({ key, value }) => (key === 'wh!registration' ? value.version : Number(key.startsWith('h!'))))
  return versions.reduce((sum, version) => sum + version, 0)
}

const races = commands.flatMap(({ race, ...scenario }) => (race ? [{ ...scenario, race }] : []))

test.for(races)('given at once by many: $name', async ({ race, status, given }) => {
  const { partners, rival } = await given(world)
  const { others, wins = 1, happens } = race
  const racers = racersOf(wins)
  const winners = others === undefined ? racers : wins
  await world.settled()
  await heal(world, never)
  const before = await noted(partners)

  const replies = await Promise.all(Array.from({ length: racers }, () => rival?.()))

  expect(tally(replies.flatMap((reply) => reply ?? []))).toEqual({
    [String(status)]: winners,
    ...(others !== undefined && { [others]: racers - winners }),
  })
  await world.settled()
  await heal(world, never)
  expect((await noted(partners)) - before).toBe(happens ?? winners)
  expect(await problemsOf(world, partners)).toEqual([])
})
