import { azuriteConnectionString } from '../../../local/azurite.ts'
import type { LogLine } from '../../../local/functions-host/host.ts'
import { choosePorts } from '../../../local/ports.ts'
import { mailboxConnectionString } from '../../../local/settings.ts'
import { type Running, startTwotier } from '../../../local/twotier.ts'
import { type Call, startProxy } from '../../../test/support/faults/proxy.ts'

/** What Azure bills, of one piece of work. */
export interface Counted {
  readonly executions: number
  readonly tableBatches: number
  readonly tableWrites: number
  readonly tableReads: number
  readonly queueWrites: number
  /** Of these one a message that was worked on, by the host; it asks more often, whether there is work or not. */
  readonly queueReads: number
  /** Messages that a step was given. */
  readonly queueMessages: number
  readonly mails: number
  readonly mailBytes: number
  readonly logLines: number
}

export interface Counter {
  /** Its storage is reached directly: what is asked there is not counted. */
  readonly running: Running
  count(work: () => Promise<void>): Promise<Counted>
  untilExecuted(name: string): Promise<void>
  stop(): Promise<void>
}

/** A Twotier whose calls to storage and mail are counted. Its timers do not fire by themselves. */
export async function startCounter(timers: readonly string[]): Promise<Counter> {
  const proxy = await startProxy()
  const ports = await choosePorts({ host: 0, mailbox: 0, issuer: 0, queue: 0, table: 0 }, () => {})
  proxy.passOnTo({ tables: ports.table, queues: ports.queue, mail: ports.mailbox })
  const lines: LogLine[] = []
  const waiting = new Map<string, () => void>()
  const running = await startTwotier({
    ports,
    settings: {
      AzureWebJobsStorage: azuriteConnectionString({ tablePort: proxy.ports.tables, queuePort: proxy.ports.queues }),
      EMAIL_CONNECTION_STRING: mailboxConnectionString(`http://127.0.0.1:${proxy.ports.mail}`),
      ...Object.fromEntries(timers.map((name) => [`AzureWebJobs.${name}.Disabled`, 'true'])),
    },
    log: (line) => {
      lines.push(line)
      waiting.get(executedIn(line) ?? '')?.()
    },
  }).catch(async (error: unknown) => {
    await proxy.stop()
    throw error
  })
  const connectionString = azuriteConnectionString({ tablePort: ports.table, queuePort: ports.queue })
  return {
    running: { ...running, connectionString },
    count: async (work) => {
      proxy.forget()
      lines.length = 0
      await work()
      return countOf(proxy.calls, lines)
    },
    untilExecuted: (name) => new Promise((resolve) => waiting.set(name, resolve)),
    stop: async () => {
      await running.stop()
      await proxy.stop()
    },
  }
}

const executedIn = ({ message }: LogLine) => /^Executed 'Functions\.([^']+)'/.exec(message)?.[1]

// The host asks all the time whether there is a message; what that costs does not come from work.
const isPoll = ({ service, method, path }: Call) =>
  service === 'queues' && method === 'GET' && /\/messages\?/.test(path) && !path.includes('-poison/')

const isOfMessage = ({ message }: LogLine) => /^Executing .*New queue message detected/.test(message)

function countOf(calls: readonly Call[], lines: readonly LogLine[]): Counted {
  const of = (service: Call['service']) => calls.filter((call) => call.service === service && !isPoll(call))
  const tables = of('tables')
  const isBatch = ({ path }: Call) => path.includes('$batch')
  const isRead = ({ method }: Call) => method === 'GET'
  const queueMessages = lines.filter(isOfMessage).length
  const mails = of('mail').filter(({ method }) => method === 'POST')
  return {
    executions: lines.filter(executedIn).length,
    tableBatches: tables.filter(isBatch).length,
    tableWrites: tables.filter((call) => !isBatch(call) && !isRead(call)).length,
    tableReads: tables.filter(isRead).length,
    queueWrites: of('queues').filter((call) => !isRead(call)).length,
    queueReads: of('queues').filter(isRead).length + queueMessages,
    queueMessages,
    mails: mails.length,
    mailBytes: mails.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    logLines: lines.length,
  }
}
