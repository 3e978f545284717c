import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node'
import * as z from 'zod'

const program = process.platform === 'win32' ? 'bicep.exe' : 'bicep'
const root = join(import.meta.dirname, '..', '..')

// The compiler is a .NET program: it may find no libraries of languages, and no home that it can unpack itself into.
const environment = {
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
  DOTNET_BUNDLE_EXTRACT_BASE_DIR: join(tmpdir(), 'bicep-unpacked'),
}

/** The Bicep compiler of this machine: the one that `BICEP` names, on PATH, beside the project, or where az and azd keep theirs. */
export function findCompiler(variables: NodeJS.ProcessEnv = process.env, project = root): string | undefined {
  if (variables.BICEP) return variables.BICEP
  const places = [
    ...(variables.PATH ?? '').split(delimiter).map((folder) => join(folder, program)),
    join(project, '..', 'shared', 'bicep', program),
    join(variables.AZURE_CONFIG_DIR ?? join(homedir(), '.azure'), 'bin', program),
    join(variables.AZD_CONFIG_DIR ?? join(homedir(), '.azd'), 'bin', program),
  ]
  return places.find((place) => existsSync(place))
}

const Diagnostic = z.object({
  source: z.string(),
  range: z.object({ start: z.object({ line: z.int(), char: z.int() }) }),
  level: z.string(),
  code: z.string(),
  message: z.string(),
})
export type Diagnostic = z.infer<typeof Diagnostic>

const Compiled = z.object({
  diagnostics: z.array(Diagnostic),
  parameters: z.string().nullish(),
  template: z.string().nullish(),
})

/** Which subscription a snapshot is of: it says what becomes of ids and names. */
export const sampleScope = {
  tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
  subscriptionId: 'aaaaaaaa-0000-4000-8000-000000000002',
  deploymentName: 'twotier',
} as const

export type Compiler = Awaited<ReturnType<typeof startCompiler>>

/** Starts the compiler once for everything that is asked of it: to start takes longer than to compile. */
export async function startCompiler(path: string, variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(path, ['jsonrpc', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment, ...variables },
  })
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The Bicep compiler ended (${code})`)))
  })
  gone.catch(() => {})
  connection.listen()
  const ask = (method: string, parameters: object): Promise<unknown> =>
    Promise.race([connection.sendRequest(`bicep/${method}`, parameters), gone])
  const { version } = z.object({ version: z.string() }).parse(await ask('version', {}))
  return {
    version,
    /** A file of parameters and the template that it is for. */
    compile: async (file: string) => Compiled.parse(await ask('compileParams', { path: file, parameterOverrides: {} })),
    /** The file as the compiler would write it. */
    format: async (file: string) =>
      z.object({ contents: z.string() }).parse(await ask('format', { path: file })).contents,
    /** What a deployment with these parameters would make, evaluated as far as that goes without Azure. */
    snapshot: async (file: string) => {
      const metadata = { ...sampleScope, resourceGroup: null, location: 'westeurope' }
      const answer = await ask('getSnapshot', { path: file, metadata, externalInputs: [] })
      return z.object({ snapshot: z.string() }).parse(answer).snapshot
    },
    end: () => {
      connection.dispose()
      child.kill()
    },
  }
}
