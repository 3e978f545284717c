import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional(), resolved: z.string().optional() }),
  ),
})

const packagesOf = (folder: string) =>
  Lock.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../..', folder, 'package-lock.json'), 'utf8'))).packages
const packages = packagesOf('.')

test.each(['.', 'tools/clients'])('the lock of %s names no download host', (folder) => {
  const packages = packagesOf(folder)

  expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([])
})

test('the lock has what a package needs on the machines of others too', () => {
  const locked = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)))
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
  const ofOtherMachines = wanted.filter((name) => /darwin|win32/.test(name))

  expect(ofOtherMachines.length).toBeGreaterThan(20)
  expect(ofOtherMachines.filter((name) => !locked.has(name))).toEqual([])
})
