// Seeds faults into a copy of the deployment's files, one at a time, and says which are found, by kind: without a compiler, by what
// the compiler says or makes of them, and by the rules alone, as when the golden files were made anew without a look.
//   npm run faults:infra [-- --kind alerts]          needs the compiler; fails when one is not found
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compileWith } from './infra/compiled.ts'
import { type Compiler, findCompiler, startCompiler } from './infra/compiler.ts'
import { readGolden } from './infra/deployment.ts'
import { type Seed, seeds, withFault } from './infra/faults/seed.ts'
import { sampleEnvironment } from './infra/sample-environment.ts'

const root = join(import.meta.dirname, '..')
// The rules read settings as the app does, and that wants some when it is loaded.
Object.assign(process.env, JSON.parse(readFileSync(join(root, 'local.settings.sample.json'), 'utf8')).Values)
const { staleProblems, textProblems, valueProblems } = await import('./infra/rules/all.ts')

const { values } = parseArgs({ options: { kind: { type: 'string' } } })

interface Found {
  readonly withoutCompiler: boolean
  readonly byCompiler: boolean
  readonly byRules: boolean
}

/** A rule that stumbles over a value has found it. */
function finds(rules: () => readonly string[]): boolean {
  try {
    return rules().length > 0
  } catch {
    return true
  }
}

async function tryOne(seed: Seed, copy: string, compiler: Compiler): Promise<Found> {
  const file = join(copy, seed.file)
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, withFault(seed, before))
  try {
    const golden = readGolden(root)
    const inText = finds(() => textProblems(copy))
    const withoutCompiler = inText || staleProblems(golden, copy).length > 0
    if (!/\.bicep(param)?$/.test(seed.file)) return { withoutCompiler, byCompiler: inText, byRules: inText }
    const { diagnostics, files } = await compileWith(compiler, copy)
    const differs = Object.entries(files).some(([name, text]) => name !== 'sources.json' && golden[name] !== text)
    const byRules = inText || diagnostics.length > 0 || finds(() => valueProblems(files, copy))
    return { withoutCompiler, byCompiler: differs || byRules, byRules }
  } finally {
    writeFileSync(file, before)
  }
}

function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'twotier-faults-'))
  for (const part of ['infra', 'docs', join('tools', 'infra', 'sets'), 'azure.yaml', 'host.json', '.funcignore'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  for (const part of ['package.json', 'functions']) symlinkSync(join(root, part), join(copy, part))
  return copy
}

async function main(compilerPath: string): Promise<void> {
  const wanted = seeds.filter(({ kind }) => !values.kind || kind === values.kind)
  const compiler = await startCompiler(compilerPath, sampleEnvironment)
  const copy = copyProject()
  const all: (readonly [Seed, Found])[] = []
  try {
    for (const seed of wanted) all.push([seed, await tryOne(seed, copy, compiler)])
  } finally {
    compiler.end()
    rmSync(copy, { recursive: true })
  }
  report(all)
}

function report(all: readonly (readonly [Seed, Found])[]): void {
  const count = (some: readonly (readonly [Seed, Found])[], by: keyof Found) =>
    some.filter(([, found]) => found[by]).length
  const rows = [...new Set(all.map(([{ kind }]) => kind)), 'all'].map((kind) => {
    const some = all.filter(([seed]) => kind === 'all' || seed.kind === kind)
    const found = [count(some, 'withoutCompiler'), count(some, 'byCompiler'), count(some, 'byRules')]
    return [
      kind,
      { seeded: some.length, 'without a compiler': found[0], 'with it': found[1], 'by rules alone': found[2] },
    ]
  })
  console.table(Object.fromEntries(rows))
  for (const [{ kind, file, from, to }, found] of all)
    if (!found.byRules)
      console.log(`${found.byCompiler ? 'only seen as a difference' : 'NOT FOUND'}: ${kind}, ${file}: ${from} -> ${to}`)
  if (all.some(([, found]) => !found.byCompiler || !found.withoutCompiler)) process.exitCode = 1
}

const path = findCompiler()
if (path) await main(path)
else {
  console.error('There is no Bicep compiler')
  process.exitCode = 1
}
