// Checks the deployment's files as far as the tools of this machine go: the offline checker where it lies beside the project,
// and the Bicep compiler and its linter where the Azure CLI is. Says what was left out; with --compile it is a failure to
// have no compiler.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { compile: { type: 'boolean', default: false } } })
const root = join(import.meta.dirname, '..')
const checker = join(root, '..', 'shared', 'bicep', 'check.mjs')
const files = ['infra/main.bicep', 'infra/main.bicepparam', ...globSync('infra/modules/*.bicep', { cwd: root }).sort()]
const shell = process.platform === 'win32'
let hasFailed = false

function run(title: string, command: string, args: readonly string[]): void {
  console.log(`\n${title}`)
  // The compiler prints the whole template; only what it complains of is of interest.
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell })
  if (status === 0) return
  console.error(`${title}: failed`)
  hasFailed = true
}

if (existsSync(checker)) {
  console.log('\nOffline checker')
  const { status } = spawnSync(process.execPath, [checker, ...files], { cwd: root, stdio: 'inherit' })
  if (status !== 0) hasFailed = true
} else console.log('\nOffline checker: left out, it does not lie beside the project')

const hasAz = spawnSync('az', ['bicep', 'version'], { shell, stdio: 'ignore' }).status === 0
if (hasAz) {
  run('Bicep build', 'az', ['bicep', 'build', '--file', 'infra/main.bicep', '--stdout'])
  run('Bicep lint', 'az', ['bicep', 'lint', '--file', 'infra/main.bicep'])
} else {
  console.log('\nBicep build and lint: left out, there is no Azure CLI with Bicep here')
  if (values.compile) hasFailed = true
}

process.exitCode = hasFailed ? 1 : 0
