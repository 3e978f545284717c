import { parseArgs } from 'node:util'
import type { LogLine } from './functions-host/host.ts'
import { defaultFolder, findRunning, removeRunning, writeRunning } from './running.ts'
import { type AppSettings, appSettings, defaultPorts, sampleKeys } from './settings.ts'
import { type Running, startTwotier, type TwotierOptions } from './twotier.ts'

const usage = `Usage: npm start -- [options]
  --port N         the port of the API (0: any free port for everything)
  --memory         keep nothing
  --watch          build and load again at each change
  --surroundings   storage, mailbox and sign-in only, for a Functions host of one's own (func start)
  --quiet          print no log lines but warnings and errors
  --data FOLDER    keep the data there instead of .local`

const stopWithinMs = 15_000
/** A folder has keys of its own, and an app of one's own those of the sample: either knows only the links it has made. */
const keySettings = ['LINK_KEYS', 'SESSION_KEYS', 'WEBHOOK_KEY']

await main().catch((error: unknown) => {
  console.error(`Twotier did not start: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
})

async function main(): Promise<void> {
  const flags = readFlags()
  if (flags.help) return console.log(usage)
  const other = await findRunning(flags.data)
  if (other) throw new Error(`it runs already (process ${other.pid}, ${other.baseUrl})`)
  const running = await startTwotier(toOptions(flags))
  const { baseUrl, mailboxUrl, issuer, connectionString } = running
  const { issuer: issuerUrl, tokenUrl, clientId, clientSecret } = issuer
  await writeRunning(flags.data, {
    pid: process.pid,
    baseUrl,
    mailboxUrl,
    issuer: { issuer: issuerUrl, tokenUrl, clientId, clientSecret },
    connectionString,
  })
  stopAtSignal(running, flags.data)
  console.log(flags.surroundings ? describeSurroundings(running) : describeService(running, flags))
}

type Flags = ReturnType<typeof readFlags>

function readFlags() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(defaultPorts.host) },
      memory: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      surroundings: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      data: { type: 'string', default: defaultFolder },
      help: { type: 'boolean', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port`)
  return { ...values, port }
}

function toOptions({ port, memory, watch, surroundings, quiet, data }: Flags): TwotierOptions {
  const cloud = process.env.CLOUD
  return {
    ...(port !== 0 && { ports: { ...defaultPorts, host: port } }),
    ...(memory ? {} : { folder: data }),
    ...(cloud && { settings: { CLOUD: cloud } }),
    ...(quiet && { log: logTrouble }),
    surroundingsOnly: surroundings,
    watch,
    note: console.log,
  }
}

function logTrouble({ level, category, message, error }: LogLine): void {
  if (['warning', 'error', 'critical'].includes(level)) console.error(`${category}: ${message}`, error ?? '')
}

/** Ctrl-C arrives more than once (from the terminal and from npm), so does the end of the terminal; the first one counts. */
function stopAtSignal(running: Running, folder: string): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    await running.stop()
    await removeRunning(folder)
    process.exit(0)
  }
  // A terminal that is closed takes its streams along; what could not be printed must not end what is still being written.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        console.error(error)
        process.exit(1)
      })
    })
  }
}

function describeService({ baseUrl, mailboxUrl, issuer, functionNames }: Running, { memory, data }: Flags): string {
  return `
Twotier is running, ${functionNames.length} functions.

  API and pages   ${baseUrl}
  Mailbox         ${mailboxUrl}
  People          ${issuer.issuer}
  Data            ${memory ? 'in memory, gone when it stops' : data}

  A token         npm run --silent token -- adam
  A first call    curl -H "Authorization: Bearer $(npm run --silent token -- adam)" ${baseUrl}/v1/customers
  A tour          npm run demo

Ctrl-C stops everything.
`
}

function describeSurroundings({ settings, ports, mailboxUrl, issuer }: Running): string {
  const { host, mailbox, issuer: people, blob, queue, table } = ports
  return `
Storage, mailbox and sign-in are running, for an app on ${settings.BASE_URL}.

  Mailbox         ${mailboxUrl}
  People          ${issuer.issuer}
  Storage         ${settings.AzureWebJobsStorage}
  Ports           app ${host}, mailbox ${mailbox}, people ${people}, blobs ${blob}, queues ${queue}, tables ${table}

  The app         cp local.settings.sample.json local.settings.json && npm run build && func start
${otherSettings(settings)}
Ctrl-C stops everything.
`
}

/** What is not as in the sample of the settings: ports that were taken, mostly. */
function otherSettings(settings: AppSettings): string {
  const inSample = new Map(Object.entries(appSettings(defaultPorts, sampleKeys)))
  const others = Object.entries(settings).filter(
    ([name, value]) => !keySettings.includes(name) && value !== inSample.get(name),
  )
  if (others.length === 0) return ''
  return `
  These are not as in the sample:
${others.map(([name, value]) => `  ${name}=${value}`).join('\n')}
`
}
