// The whole gate, in the order in which it is quickest to fail: format and lint, types, unused code, tests.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const steps = [
  ['Format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  ['Types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['Unused code', 'node_modules/knip/bin/knip.js'],
  ['Tests', 'node_modules/vitest/vitest.mjs', 'run'],
] as const

for (const [title, script, ...args] of steps) {
  console.log(`\n${title}`)
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`${title}: failed`)
    process.exit(1)
  }
}
