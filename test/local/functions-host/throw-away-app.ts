import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Host, type HostOptions, type LogLine, startHost } from '../../../local/functions-host/host.ts'

// Inside the repository, so that the app's require('@azure/functions') finds node_modules.
const root = join(import.meta.dirname, '../../../test-results/functions-host')

export interface ThrowAwayApp {
  /** The text of main.js, or of several files by name. It finds `app`, `input`, `output` and `seen` in its scope. */
  readonly main?: string
  readonly files?: Readonly<Record<string, string>>
  readonly hostJson?: Readonly<Record<string, unknown>>
  readonly packageJson?: Readonly<Record<string, unknown>>
  readonly options?: Partial<HostOptions>
}

export interface StartedApp extends Host {
  readonly folder: string
  readonly lines: readonly LogLine[]
  /** What the app pushed into its `seen`. */
  readonly seen: unknown[]
}

const prelude = `const { app, input, output, trigger } = require('@azure/functions'); const seen = globalThis.seenByApp;\n`

/** Writes an app into a folder of its own. */
export function writeApp(given: ThrowAwayApp): string {
  mkdirSync(root, { recursive: true })
  const folder = mkdtempSync(join(root, 'app-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const hostJson = {
    version: '2.0',
    logging: { logLevel: { default: 'Trace' } },
    extensions: { http: { routePrefix: '' } },
    ...given.hostJson,
  }
  writeFiles(folder, {
    'package.json': JSON.stringify({ main: 'main.js', ...given.packageJson }),
    'host.json': JSON.stringify(hostJson),
    ...(given.main === undefined ? {} : { 'main.js': prelude + given.main }),
    ...given.files,
  })
  return folder
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

export function writeMain(folder: string, main: string): void {
  writeFiles(folder, { 'main.js': prelude + main })
}

/** Starts the app, and stops it when the test is over. */
export async function startApp(given: ThrowAwayApp): Promise<StartedApp> {
  const folder = writeApp(given)
  const lines: LogLine[] = []
  const seen: unknown[] = []
  Object.assign(globalThis, { seenByApp: seen })
  const host = await startHost({ appRoot: folder, port: 0, log: (line) => lines.push(line), ...given.options })
  onTestFinished(() => host.stop())
  return Object.assign(Object.create(host), { folder, lines, seen })
}

/** One HTTP function that answers with what it was sent. */
export function echo(name: string, options = ''): string {
  return `app.http('${name}', { ${options} handler: async (request, context) => ({ jsonBody: {
    name: '${name}', url: request.url, method: request.method, params: request.params,
    query: [...request.query], headers: Object.fromEntries(request.headers), body: await request.text(),
  } }) });\n`
}
