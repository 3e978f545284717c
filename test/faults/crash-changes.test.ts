import { afterAll, beforeAll, expect, test } from 'vitest'
import { crashEverywhere } from '../support/crash.ts'
import { startWorld, type World } from '../support/fault-world.ts'
import { changeCommands, userCommands } from '../support/scenarios.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test.for([...changeCommands, ...userCommands])('whoever dies at any point of: $name', async (scenario) => {
  const points = await crashEverywhere(world, scenario, world.provider().admin)

  expect(points).toBeGreaterThan(1)
})
