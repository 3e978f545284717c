import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../support/faults/fault-world.ts'
import { heal, never } from '../support/faults/healer.ts'
import { problemsOf } from '../support/faults/invariants.ts'
import { commands, scenarios } from '../support/scenarios/all.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const twice = [
  {
    how: 'one after the other',
    deliver: async <T>(run: () => Promise<T>): Promise<readonly T[]> => {
      const first = await run()
      await world.settled()
      return [first, await run()]
    },
  },
  { how: 'at the same time', deliver: <T>(run: () => Promise<T>) => Promise.all([run(), run()]) },
]
const messages = scenarios.queueSteps.flatMap((scenario) => twice.map((way) => ({ ...scenario, ...way })))
// That a command which comes again later is answered as it was is seen wherever one dies.
const requests = commands.map((scenario) => ({ ...scenario, ...twice[1]! }))

test.for([...messages, ...requests])('what comes twice, $how, has one effect: $name', async (scenario) => {
  await world.clearMails()
  const { partners, run, outcome } = await scenario.given(world)

  const replies = await scenario.deliver(run)

  expect(replies.map((reply) => reply?.status)).toEqual([scenario.status, scenario.status])
  await world.settled()
  await heal(world, never)
  await outcome()
  expect(await problemsOf(world, partners)).toEqual([])
})
