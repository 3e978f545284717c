import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Compiler, type Diagnostic, startCompiler } from './compiler.ts'
import { objectOf } from './expressions/json.ts'
import { outlineOf, print, setNames, snapshotOf, sourcesOf } from './golden.ts'
import { sampleEnvironment } from './sample-environment.ts'

export interface Compiled {
  readonly version: string
  /** One line each: where, which rule, what. Warnings too: they are properties that do not exist and the like. */
  readonly diagnostics: readonly string[]
  /** Files that are not written as the compiler would write them. */
  readonly unformatted: readonly string[]
  /** The golden files by name; none for a set that does not compile. */
  readonly files: Readonly<Record<string, string>>
}

/** Compiles and evaluates the deployment below `root`, all with one process. */
export async function compileAll(compilerPath: string, root: string): Promise<Compiled> {
  const compiler = await startCompiler(compilerPath, sampleEnvironment)
  try {
    const compiled = await compileWith(compiler, root)
    return { ...compiled, version: compiler.version, unformatted: await unformattedOf(compiler, root) }
  } finally {
    compiler.end()
  }
}

/** The same with a compiler that runs already, and without a look at the form. */
export async function compileWith(compiler: Compiler, root: string): Promise<Pick<Compiled, 'diagnostics' | 'files'>> {
  // Its template too: one compilation for both.
  const given = await compiler.compile(join(root, 'infra', 'main.bicepparam'))
  const found = [...given.diagnostics]
  const sets: (readonly [string, string])[] = []
  // What does not compile would be said once more for each set.
  for (const set of found.length > 0 ? [] : setNames) {
    const file = join(root, 'tools', 'infra', 'sets', `${set}.bicepparam`)
    const snapshot = await compiler.snapshot(file).catch(() => undefined)
    if (snapshot === undefined) found.push(...(await compiler.compile(file)).diagnostics)
    else sets.push([`${set}.json`, print(snapshotOf(snapshot))])
  }
  return {
    diagnostics: linesOf(found, root),
    files: {
      'sources.json': print(sourcesOf(root)),
      ...(given.template && { 'template.json': print(outlineOf(given.template)) }),
      ...(given.parameters && { 'environment.json': print(objectOf(JSON.parse(given.parameters)).parameters ?? {}) }),
      ...Object.fromEntries(sets),
    },
  }
}

async function unformattedOf(compiler: Compiler, root: string): Promise<string[]> {
  const found: string[] = []
  for (const file of Object.keys(sourcesOf(root)).filter((one) => /\.bicep(param)?$/.test(one))) {
    const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')
    if ((await compiler.format(join(root, file))) !== text) found.push(file)
  }
  return found
}

function linesOf(diagnostics: readonly Diagnostic[], root: string): string[] {
  const lines = diagnostics.map(
    ({ source, range, code, message }) =>
      `${source.replace(`${root}/`, '')}:${range.start.line + 1}: ${code}: ${message}`,
  )
  return [...new Set(lines)]
}
