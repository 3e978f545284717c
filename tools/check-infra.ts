// Checks the deployment's files with the Bicep compiler, all in one process: nothing it warns of passes, every file is written
// as it would write it, and what it makes of four sets of parameters is as test/infra/golden/ has it.
//   npm run check:infra                  without a compiler it says so and goes on
//   npm run check:infra -- --compile     without a compiler it fails
//   npm run check:infra -- --update      makes the golden files anew
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, styleText } from 'node:util'
import { compileAll } from './infra/compiled.ts'
import { findCompiler } from './infra/compiler.ts'
import { goldenFolder } from './infra/golden.ts'

const { values } = parseArgs({
  options: { compile: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } },
})
const root = join(import.meta.dirname, '..')
const golden = join(root, goldenFolder)
const isNeeded = values.compile || values.update || process.env.CI === 'true'

function complain(text: string): void {
  console.error(styleText('red', text))
  process.exitCode = 1
}

function compare(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(golden, name)
    if (existsSync(path) && readFileSync(path, 'utf8').replaceAll('\r\n', '\n') === text) continue
    if (!values.update) {
      complain(
        `${goldenFolder}/${name} is not what the compiler makes: look at what --update changes, and keep it if it is meant`,
      )
      continue
    }
    mkdirSync(golden, { recursive: true })
    writeFileSync(path, text)
    console.log(`${goldenFolder}/${name} is made anew`)
  }
}

async function main(): Promise<void> {
  const path = findCompiler()
  if (path === undefined) {
    const text = 'The deployment was NOT compiled: there is no Bicep compiler (set BICEP, or run: az bicep install)'
    if (isNeeded) return complain(text)
    console.error(styleText('red', text))
    return
  }
  const compiled = await compileAll(path, root).catch((error) => complain(`${path}: ${error.message}`))
  if (compiled === undefined) return
  const { version, diagnostics, unformatted, files } = compiled
  console.log(`Bicep ${version}`)
  for (const line of diagnostics) complain(line)
  for (const file of unformatted) complain(`${file} is not formatted`)
  if (diagnostics.length === 0) compare(files)
  if (!process.exitCode) console.log('The deployment compiles, and is what test/infra/golden/ says')
}

await main()
