import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const shell = process.platform === 'win32'

/** Runs the Azure CLI and gives what it printed, read as JSON. @throws {Error} with its own words when it fails */
export function az(...words: readonly string[]): unknown {
  const { status, stdout, stderr, error } = spawnSync('az', [...words, '--output', 'json'], { encoding: 'utf8', shell })
  if (error) throw new Error(`The Azure CLI (az) cannot be run: ${error.message}`)
  if (status !== 0) throw new Error(stderr.trim() || `az ${words.slice(0, 2).join(' ')} failed`)
  return stdout.trim() === '' ? undefined : JSON.parse(stdout)
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
