import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../support/fault-world.ts'
import { heal, never } from '../support/healer.ts'
import { problemsOf } from '../support/invariants.ts'
import { queueSteps } from '../support/scenarios.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const twice = [
  {
    how: 'one after the other',
    deliver: async (run: () => Promise<unknown>) => {
      await run()
      await world.settled()
      await run()
    },
  },
  { how: 'at the same time', deliver: (run: () => Promise<unknown>) => Promise.all([run(), run()]) },
]
const cases = queueSteps.flatMap((scenario) => twice.map((way) => ({ ...scenario, ...way })))

test.for(cases)('a message that comes twice, $how, has one effect: $name', async ({ given, deliver }) => {
  await world.clearMails()
  const { partners, run, outcome } = await given(world)

  await deliver(run)

  await world.settled()
  await heal(world, never)
  await outcome()
  expect(await problemsOf(world, partners)).toEqual([])
})
