import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutEverywhere } from '../support/crash.ts'
import { startWorld, type World } from '../support/fault-world.ts'
import {
  changeCommands,
  customerCommands,
  linkCommands,
  queueSteps,
  requestCommands,
  userCommands,
} from '../support/scenarios.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const scenarios = [
  ...customerCommands,
  ...changeCommands,
  ...userCommands,
  ...requestCommands,
  ...linkCommands,
  ...queueSteps,
]

test.for(scenarios)('an answer lost on its way is not felt: $name', async (scenario) => {
  const calls = await cutEverywhere(world, scenario, world.provider().admin)

  expect(calls).toBeGreaterThan(0)
})
