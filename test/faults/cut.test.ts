import { afterAll, beforeAll, expect, test } from 'vitest'
import { cutEverywhere } from '../support/faults/crash.ts'
import { startWorld, type World } from '../support/faults/fault-world.ts'
import { commands, scenarios } from '../support/scenarios/all.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test.for([...commands, ...scenarios.queueSteps])('an answer lost on its way is not felt: $name', async (scenario) => {
  world.receiver.told.clear()

  const calls = await cutEverywhere(world, scenario, world.provider().admin)

  expect(calls).toBeGreaterThan(0)
  expect([...world.receiver.told.values()].filter((times) => times > 1)).toEqual([])
})
