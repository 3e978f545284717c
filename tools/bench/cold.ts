import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { buildApp } from '../build.ts'
import { startIssuer } from './app/environment.ts'
import { fixed, median, printTable, verdict } from './report.ts'
import { newCustomer } from './seed/customer.ts'
import { startRemoteTableServer } from './table-server/remote.ts'

const rounds = 15
const target = 2
const mustNotLoad = [
  '@azure/communication-email',
  '@azure/identity',
  '@azure/msal-node',
  'openid-client',
  'zod-openapi',
  '@opentelemetry/sdk-trace',
]

const bundle = join(import.meta.dirname, '..', '..', 'dist', 'main.cjs')
const firstCreate = join(import.meta.dirname, 'cold-start', 'first-create.cjs')

const Told = z.object({
  status: z.number(),
  started: z.number(),
  loaded: z.number(),
  created: z.number(),
  packages: z.array(z.string()).optional(),
})

/** From the start of a process to the first committed create and the end, against a Node that does nothing, in turn. */
export async function benchCold(): Promise<void> {
  await buildApp()
  const issuer = await startIssuer()
  const server = await startRemoteTableServer(issuer.settings)
  await server.seed('cold', 1_000)
  const environment = {
    ...process.env,
    ...issuer.settings,
    AzureWebJobsStorage: await server.connectionString(),
    BUNDLE: bundle,
    TOKEN: await issuer.tokenFor('adam'),
  }
  const createIn = async (name: string, more: Readonly<Record<string, string>> = {}) => {
    const body = JSON.stringify(newCustomer(`Cold ${name} Inc`, `cold${name}.onmicrosoft.com`))
    const { time, output } = await runNode([firstCreate], { ...environment, ...more, REQUEST_BODY: body })
    const told = Told.parse(JSON.parse(output))
    if (told.status !== 201) throw new Error(`the create gave ${told.status}`)
    return { ...told, time }
  }

  const bare: number[] = []
  const creates: Awaited<ReturnType<typeof createIn>>[] = []
  for (let round = -2; round < rounds; round++) {
    const nothing = await runNode(['-e', '0'], process.env)
    const create = await createIn(`r${round + 2}`)
    if (round < 0) continue
    bare.push(nothing.time)
    creates.push(create)
  }
  const { packages = [] } = await createIn('watched', { WATCH_PACKAGES: 'yes' })
  report(bare, creates)
  await reportPackages(packages)
  issuer.stop()
  server.stop()
}

function report(bare: readonly number[], creates: readonly (z.infer<typeof Told> & { readonly time: number })[]): void {
  const medianOf = (pick: (one: (typeof creates)[number]) => number) => median(creates.map(pick))
  const nothing = median(bare)
  const whole = medianOf(({ time }) => time)
  const ms = (value: number) => `${fixed(value, 0)} ms`
  printTable(
    `Cold start: medians of ${rounds} processes in turn, wall clock from start to end`,
    ['', 'time', 'ratio', 'target', ''],
    [
      ['bare Node, nothing to do', ms(nothing), '1.00', '', ''],
      [
        'first create committed',
        ms(whole),
        fixed(whole / nothing),
        `≤ ${fixed(target, 1)}`,
        verdict(whole <= target * nothing),
      ],
      ['  of it: Node until its first line', ms(medianOf(({ started }) => started)), '', '', ''],
      ['  of it: loading the bundle', ms(medianOf(({ started, loaded }) => loaded - started)), '', '', ''],
      ['  of it: the create itself', ms(medianOf(({ loaded, created }) => created - loaded)), '', '', ''],
    ],
  )
}

/** `lazy`: the modules that ran of those the bundle runs on demand. Modules at its top run always. */
async function reportPackages(lazy: readonly string[]): Promise<void> {
  const source = await readFile(bundle, 'utf8')
  const top = [...source.matchAll(/^\/\/ (node_modules\/\S+)/gm)].map(([, path = '']) => path)
  const onDemand = new Set([...source.matchAll(/^ {2}"(node_modules\/[^"]+)"\(/gm)].map(([, path = '']) => path))
  const ran = new Set([...lazy, ...top.filter((path) => !onDemand.has(path))].map(packageOf))
  const wrong = mustNotLoad.filter((name) => ran.has(name))
  console.log(`\nPackages that ran: ${[...ran].sort().join(', ')}`)
  console.log(`Mail and identity: ${wrong.length === 0 ? 'not loaded, ok' : `MISSED: ${wrong.join(', ')}`}`)
}

const packageOf = (path: string): string => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path

async function runNode(parameters: readonly string[], env: NodeJS.ProcessEnv) {
  const begun = performance.now()
  const child = spawn(process.execPath, parameters, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const [output, code] = await Promise.all([text(child.stdout), ended])
  if (code !== 0) throw new Error(`node ended with ${code}`)
  return { time: performance.now() - begun, output }
}
