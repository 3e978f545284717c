// The whole gate, in the order in which it is quickest to fail: format and lint, types, unused code, the API's
// description, tests. Ends with a line
// that says how many tests passed.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const root = join(import.meta.dirname, '..')
// The linter of the description would look for a newer version and send telemetry.
const environment = {
  ...process.env,
  PATTERNS: 'yes',
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
}
const results = join(root, 'test-results', 'tests.json')
const steps = [
  ['Format and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  ['Types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['Unused code', 'node_modules/knip/bin/knip.js'],
  // Of what runs only: a test alone keeps nothing alive.
  ['Unused code, tests apart', 'node_modules/knip/bin/knip.js', '--production'],
  ['Description of the API', 'node_modules/@redocly/cli/bin/cli.js', 'lint', 'openapi.json'],
  [
    'Tests',
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${results}`,
  ],
] as const

for (const [title, script, ...args] of steps) {
  console.log(`\n${title}`)
  const { status } = spawnSync(process.execPath, ['--disable-warning=DEP0040', join(root, script), ...args], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  })
  if (status !== 0) {
    console.error(`${title}: failed`)
    process.exit(1)
  }
}

const Results = z.object({ numPassedTests: z.number(), numFailedTests: z.number() })
const { numPassedTests, numFailedTests } = Results.parse(JSON.parse(readFileSync(results, 'utf8')))
console.log(`${numPassedTests} passed, ${numFailedTests} failed`)
