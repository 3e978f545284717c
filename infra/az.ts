import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import spawn from 'cross-spawn'

/** Runs the Azure CLI and gives what it printed, read as JSON. @throws {Error} with its own words when it fails */
export function az(...words: readonly string[]): unknown {
  const printed = run('az', 'The Azure CLI', [...words, '--output', 'json'])
  return printed === '' ? undefined : JSON.parse(printed)
}

/** Runs `azd env` and gives what it printed. @throws {Error} with its own words when it fails */
export function azdEnv(...words: readonly string[]): string {
  return run('azd', 'The Azure Developer CLI', ['env', ...words])
}

// Not Node's own: on Windows az is a batch file, which takes a shell and a quoting of its own, and words of ours hold
// parentheses, quotes and nothing at all.
function run(program: string, name: string, words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawn.sync(program, words, { encoding: 'utf8' })
  if (error) throw new Error(`${name} (${program}) cannot be run: ${error.message}`)
  if (status !== 0) throw new Error(stderr.trim() || `${program} ${words.slice(0, 2).join(' ')} failed`)
  return stdout.trim()
}

/** Lends a file that only this user can read, for what must not be seen in a list of processes. */
export function withPrivateFile<T>(content: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'twotier-'))
  try {
    const path = join(folder, 'content')
    writeFileSync(path, content, { mode: 0o600 })
    return use(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Does it again for half a minute while it is not found: what was just made is not known everywhere in Entra at once. */
export function patiently<T>(work: () => T): T {
  for (let tries = 1; ; tries++) {
    try {
      return work()
    } catch (error) {
      if (tries === 10 || !/not ?found|does ?n[o']t exist/i.test(String(error))) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000)
    }
  }
}
