import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { Account, type StorageAnswer } from './account.ts'
import { type Call, queuesPath, tablesPath, toCall } from './call.ts'
import { faultBody, StorageFault } from './storage-fault.ts'
import { addWork, noWork, type Work } from './work.ts'

/** A call, and when it came in, in milliseconds since the last reset. */
export type TimedCall = Call & { readonly at: number }

export interface TableServer {
  /** For @azure/data-tables and @azure/storage-queue, unchanged. */
  readonly connectionString: string
  /** What was done since the last reset. */
  readonly work: Work
  /** What was asked since the last reset, in the order of coming in. */
  readonly calls: readonly TimedCall[]
  /** Every call is held so long before it is answered. */
  delayMs: number
  /** Answers from this set of data from now on; an unknown name begins an empty one. */
  use(account: string): Account
  reset(): void
  stop(): Promise<void>
}

interface State {
  account: Account
  delayMs: number
  since: number
  work: Work
  calls: TimedCall[]
}

/**
 * Table Storage in memory, over HTTP on 127.0.0.1: rows lie in an ordered index, as in Azure and unlike in the emulator, and
 * what each call makes the service do is counted. Queues take messages and let them be taken back; signatures are not checked.
 */
export async function startTableServer(): Promise<TableServer> {
  const accounts = new Map<string, Account>()
  const state: State = { account: new Account(), delayMs: 0, since: performance.now(), work: noWork, calls: [] }
  const http = createServer((request, response) => {
    answer(state, request).then(
      (given) => send(given, response),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    )
  })
  http.keepAliveTimeout = 0
  const port = await listen(http)
  return {
    connectionString: connectionStringOf(port),
    get work() {
      return state.work
    },
    get calls() {
      return state.calls
    },
    get delayMs() {
      return state.delayMs
    },
    set delayMs(ms) {
      state.delayMs = ms
    },
    use: (name) => {
      state.account = accounts.get(name) ?? new Account()
      accounts.set(name, state.account)
      return state.account
    },
    reset: () => {
      Object.assign(state, { since: performance.now(), work: noWork, calls: [] })
    },
    stop: () => close(http),
  }
}

async function answer(state: State, request: IncomingMessage): Promise<StorageAnswer> {
  const { method = '', url = '' } = request
  const at = performance.now() - state.since
  const body = await text(request)
  if (state.delayMs > 0) await pause(state.delayMs)
  const given = answerOrRefuse(() => {
    const call = toCall({ method, url, ifMatch: request.headers['if-match'], body })
    state.calls.push({ ...call, at })
    return state.account.answer(call)
  })
  state.work = addWork(state.work, {
    [url.startsWith(queuesPath) ? 'queueCalls' : 'tableCalls']: 1,
    ...given.work,
    bytesReceived: Buffer.byteLength(body),
    bytesSent: Buffer.byteLength(given.body ?? ''),
  })
  return given
}

function answerOrRefuse(answerCall: () => StorageAnswer): StorageAnswer {
  try {
    return answerCall()
  } catch (error) {
    if (!(error instanceof StorageFault)) throw error
    const headers = { 'content-type': 'application/json;odata=minimalmetadata', 'x-ms-error-code': error.code }
    return { status: error.status, headers, body: faultBody(error) }
  }
}

function send({ status, headers, body = '' }: StorageAnswer, response: ServerResponse): void {
  response.writeHead(status, { ...headers, ...(status !== 204 && { 'content-length': Buffer.byteLength(body) }) })
  response.end(body)
}

function connectionStringOf(port: number): string {
  const url = `http://127.0.0.1:${port}`
  const accountKey = Buffer.from('bench-only-key-of-no-account').toString('base64')
  return [
    'DefaultEndpointsProtocol=http',
    'AccountName=bench',
    `AccountKey=${accountKey}`,
    `TableEndpoint=${url}${tablesPath}`,
    `QueueEndpoint=${url}${queuesPath}`,
  ].join(';')
}

async function listen(http: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('the table server does not listen on a port')
  return address.port
}

async function close(http: Server): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve))
  http.closeAllConnections()
  await closed
}
