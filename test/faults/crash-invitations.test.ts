import { afterAll, beforeAll, expect, test } from 'vitest'
import { crashEverywhere } from '../support/faults/crash.ts'
import { startWorld, type World } from '../support/faults/fault-world.ts'
import { scenarios } from '../support/scenarios/all.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test.for(scenarios.invitations)('whoever dies at any point of: $name', async (scenario) => {
  const points = await crashEverywhere(world, scenario, world.provider().admin)

  expect(points).toBeGreaterThan(1)
})
