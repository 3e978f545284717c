// Makes clients of openapi.json with two generators and compiles them strictly, with a program that uses what they made. The
// generators are packages of their own (tools/clients), installed beside the results: npm run check:clients
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'test-results', 'clients')

/** What a program does with either: that it compiles says that the types are worth having. */
const program = `import type { Error as Refusal, PartnershipRequest, PartnershipRequestCollection } from './hey-api/types.gen'
import type { components } from './openapi-typescript'

type Schemas = components['schemas']
type State = 'draft' | 'sent' | 'accepted' | 'declined' | 'expired' | 'revoked'

function told({ state, link, reseller, declineReason }: PartnershipRequest): readonly string[] {
  const known: State = state
  return [known, link ?? '', reseller?.name ?? '', declineReason ?? '']
}

export const all = (list: PartnershipRequestCollection) => list.items.map(told)
export const alike = (list: Schemas['PartnershipRequestCollection']) => list.items.map(told)
export const why = (refusal: Refusal & Schemas['Error']): string => [refusal.code.toFixed(), refusal.description, ...refusal.data].join()
`

function run(title: string, script: string, ...args: readonly string[]): void {
  console.log(title)
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' })
  if (status === 0) return
  console.error(`${stdout}${stderr}${title}: failed`)
  process.exit(1)
}

function install(): void {
  console.log('Install the generators')
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(root, 'tools', 'clients', name), join(folder, name))
  const words = ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error']
  // A shell finds npm on Windows too; all of its words are ours.
  const { status } = spawnSync(['npm', ...words].join(' '), { cwd: folder, stdio: 'inherit', shell: true })
  if (status !== 0) process.exit(1)
}

const description = join(root, 'openapi.json')
const packages = join(folder, 'node_modules')
mkdirSync(folder, { recursive: true })
for (const made of ['hey-api', 'openapi-typescript.ts']) rmSync(join(folder, made), { recursive: true, force: true })
install()
run(
  'openapi-typescript',
  join(packages, 'openapi-typescript', 'bin', 'cli.js'),
  description,
  '-o',
  'openapi-typescript.ts',
)
run(
  'hey-api',
  join(packages, '@hey-api', 'openapi-ts', 'bin', 'run.js'),
  '-i',
  description,
  '-o',
  'hey-api',
  '--silent',
)
writeFileSync(join(folder, 'program.ts'), program)
const options = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--module', 'esnext']
const compiler = join(packages, 'typescript', 'bin', 'tsc')
run('tsc --strict', compiler, ...options, '--moduleResolution', 'bundler', 'program.ts', 'hey-api/sdk.gen.ts')
console.log('Clients of the description compile')
