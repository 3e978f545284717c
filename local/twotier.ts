import { join } from 'node:path'
import * as z from 'zod'
import { buildApp } from '../tools/build.ts'
import { startAzurite } from './azurite.ts'
import { isSeeded, seedFirstStart } from './first-start.ts'
import { type Host, type HostOptions, startHost } from './functions-host/host.ts'
import { startIssuer } from './issuer/issuer.ts'
import { mintToken, type TokenClient } from './issuer/mint-token.ts'
import { readOrCreateKeys } from './keys.ts'
import { startMailbox } from './mailbox/mailbox.ts'
import type { PersonAlias } from './people.ts'
import { choosePorts, type PortName } from './ports.ts'
import { type AppSettings, appSettings, audience, localUrl, type Ports, redirectUri } from './settings.ts'
import { createStorage } from './storage.ts'

export interface TwotierOptions {
  /** Where data and keys are kept; in memory when left out. */
  readonly folder?: string
  /** The ports to take if they are free; any free one where it is 0 or left out. */
  readonly ports?: Partial<Ports>
  /** Starts what is around the app, for a Functions host of one's own. */
  readonly surroundingsOnly?: boolean
  /** Builds and loads the app again at each change of its source. */
  readonly watch?: boolean
  /** Takes dist/main.cjs as it is. */
  readonly skipBuild?: boolean
  /** An app that was packaged, in place of this repository's. */
  readonly appRoot?: string
  readonly settings?: Partial<AppSettings>
  readonly log?: HostOptions['log']
  /** Called with what is worth knowing while it starts. */
  readonly note?: (line: string) => void
}

export interface Running {
  /** The API and the pages. */
  readonly baseUrl: string
  readonly mailboxUrl: string
  readonly issuer: TokenClient & { readonly issuer: string }
  /** Of the storage. */
  readonly connectionString: string
  readonly settings: AppSettings
  readonly ports: Ports
  readonly functionNames: readonly string[]
  tokenFor(person: PersonAlias): Promise<string>
  stop(): Promise<void>
}

type Seeded = Omit<Running, 'stop'>
type Stop = () => Promise<unknown>

const ownRoot = join(import.meta.dirname, '..')

/** Starts the whole service in this process. Only one at a time: the app reads its settings from the environment. */
export async function startTwotier(options: TwotierOptions = {}): Promise<Running> {
  const stops: Stop[] = []
  const stop = async () => {
    for (const stopOne of stops.splice(0).reverse()) await stopOne()
  }
  try {
    return { ...(await startAll(options, stops)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(options: TwotierOptions, stops: Stop[]): Promise<Omit<Running, 'stop'>> {
  const ports = await takePorts(options)
  const settings = { ...appSettings(ports, await readOrCreateKeys(options.folder)), ...options.settings }
  const { issuer, mailboxUrl } = await startSurroundings(options, ports, settings.BASE_URL, stops)
  const host = options.surroundingsOnly ? undefined : await startApp(options, ports, settings, stops)
  const running = {
    baseUrl: localUrl(ports.host),
    mailboxUrl,
    issuer,
    connectionString: settings.AzureWebJobsStorage,
    settings,
    ports,
    functionNames: host?.functions.map(({ name }) => name) ?? [],
    tokenFor: (person: PersonAlias) => mintToken(issuer, person),
  }
  if (options.surroundingsOnly) await seedSurroundings(running, options, ports)
  else if (await isFit(running.baseUrl, options.note)) await seedOnce(running, options.note)
  return running
}

async function takePorts({ ports, surroundingsOnly, note }: TwotierOptions): Promise<Ports> {
  const { blob = 0, ...wanted } = { ...allFree, ...ports }
  const chosen = await choosePorts(surroundingsOnly ? { ...wanted, blob } : wanted, announceTaken(note))
  // The app may be running already, on its own host.
  return surroundingsOnly && wanted.host !== 0 ? { ...chosen, host: wanted.host } : chosen
}

async function startSurroundings({ folder }: TwotierOptions, ports: Ports, baseUrl: string, stops: Stop[]) {
  const azurite = await startAzurite({
    folder: folder && join(folder, 'azurite'),
    tablePort: ports.table,
    queuePort: ports.queue,
    blobPort: ports.blob,
  })
  stops.push(azurite.stop)
  await createStorage(azurite.connectionString)
  const mailbox = await startMailbox({ port: ports.mailbox, folder: folder && join(folder, 'mailbox') })
  stops.push(mailbox.stop)
  const issuer = await startIssuer({ port: ports.issuer, folder, redirectUris: [redirectUri(baseUrl)], audience })
  stops.push(issuer.stop)
  return { mailboxUrl: mailbox.url, issuer }
}

async function startApp(options: TwotierOptions, ports: Ports, settings: AppSettings, stops: Stop[]) {
  let host: Host | undefined
  let reloading = Promise.resolve()
  const onRebuild = (errors: readonly string[]) => {
    if (errors.length > 0) options.note?.(`The build failed:\n  ${errors.join('\n  ')}`)
    else
      reloading = reloading
        .then(() => host?.reload())
        .then(announceReloaded(options.note), announceReloadFailed(options.note))
  }
  const { appRoot = ownRoot } = options
  if (options.watch || (!options.skipBuild && appRoot === ownRoot)) {
    const building = await buildApp(options.watch ? { watch: onRebuild } : {})
    stops.push(building.stop)
  }
  stops.push(clearEnvironment(Object.keys(settings)))
  host = await startHost({
    appRoot,
    port: ports.host,
    environment: settings,
    ...(options.folder && { statusFolder: join(options.folder, 'host') }),
    ...(options.log && { log: options.log }),
  })
  stops.push(host.stop)
  return host
}

/** The host lets variables win that are set already; a forgotten AzureWebJobsStorage must not reach a real account. */
function clearEnvironment(names: readonly string[]): Stop {
  const before = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]))
  for (const [name] of before) delete process.env[name]
  return async () => {
    Object.assign(process.env, Object.fromEntries(before))
  }
}

/** Whether the app can do anything with its settings. As in Azure it starts without, and answers 503. */
async function isFit(baseUrl: string, note: TwotierOptions['note']): Promise<boolean> {
  const health = await fetch(`${baseUrl}/health`)
  const { problems = [] } = Health.parse(await health.json())
  if (problems.length > 0)
    note?.(`Settings are missing or wrong, so every call is answered 503:\n  ${problems.join('\n  ')}`)
  return problems.length === 0
}

const Health = z.object({ problems: z.array(z.string()).optional() })

async function seedOnce(running: Seeded, note: TwotierOptions['note']): Promise<void> {
  if (await isSeeded(running.connectionString)) return
  note?.('First start: enrolling Tern Cloud Services and loading the catalogue ...')
  await seedFirstStart(running)
}

/** Enrolling is a call of the app: it runs for that alone, on a port of its own, and its own host comes later. */
async function seedSurroundings(running: Seeded, options: TwotierOptions, ports: Ports): Promise<void> {
  if (await isSeeded(running.connectionString)) return
  const stops: Stop[] = []
  try {
    const { url } = await startApp({ ...options, log: () => {} }, { ...ports, host: 0 }, running.settings, stops)
    await seedOnce({ ...running, baseUrl: url }, options.note)
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

const allFree: Ports = { host: 0, mailbox: 0, issuer: 0, queue: 0, table: 0 }

const portWords: Readonly<Record<PortName, string>> = {
  host: 'the API',
  mailbox: 'the mailbox',
  issuer: 'the sign-in',
  blob: 'blob storage',
  queue: 'queue storage',
  table: 'table storage',
}

function announceTaken(note: TwotierOptions['note']) {
  return (name: PortName, wanted: number, chosen: number) =>
    note?.(`Port ${wanted} is taken: ${portWords[name]} is on ${chosen} instead.`)
}

function announceReloaded(note: TwotierOptions['note']) {
  return () => note?.('Built and loaded again.')
}

function announceReloadFailed(note: TwotierOptions['note']) {
  return (error: unknown) =>
    note?.(`The app could not be loaded again: ${error instanceof Error ? error.message : error}`)
}
