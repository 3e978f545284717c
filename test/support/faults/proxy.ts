import { once } from 'node:events'
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as passOn,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Service = 'tables' | 'queues' | 'mail'

/** One request of the app to the outside. */
export interface Call {
  /** Counted from 1 in the order of arrival, since the calls were last forgotten. */
  readonly number: number
  readonly service: Service
  readonly method: string
  readonly path: string
  readonly text: string
}

/**
 * What becomes of a call. `refused` and `answerLost` answer with a status that no SDK repeats, as a process that is dead
 * would learn nothing; `cut` and `answerCut` end the connection, which the SDKs do repeat. `answerHalf` ends it in the middle
 * of the answer, which they do not, and `answerBroken` answers 500. Of the last three, and of `answerLost`, the service has
 * carried out the call.
 */
export type Fate = 'through' | 'refused' | 'answerLost' | 'cut' | 'answerCut' | 'answerHalf' | 'answerBroken'

/** Decides over calls as they come; it may take its time. */
export type Judge = (call: Call) => Fate | Promise<Fate>

export interface CallProxy {
  /** Where the app finds a service, in place of the service itself. */
  readonly ports: Readonly<Record<Service, number>>
  /** Every call since `forget`, in the order of arrival. */
  readonly calls: readonly Call[]
  /** How many calls have come and are not answered. */
  readonly open: number
  /** Queues that got a message; whoever finds one empty takes it out. */
  readonly fed: Set<string>
  forget(): void
  /** Where the services are. */
  passOnTo(ports: Readonly<Record<Service, number>>): void
  /** Everything goes through until the next judge. */
  revive(): void
  judgeWith(judge: Judge): void
  /** The process dies at its n-th call from now: before the call goes out, or before its answer is back. */
  dieAt(n: number, when: 'before' | 'after'): void
  stop(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly headers: string[]
  readonly body: Buffer
}

/** Stands between the app and its services. */
export async function startProxy(): Promise<CallProxy> {
  let calls: Call[] = []
  let open = 0
  let judge: Judge = () => 'through'
  let upstream: Readonly<Record<Service, number>> | undefined
  const fed = new Set<string>()

  const noteFed = ({ service, method, path }: Call): void => {
    const [, queue] = (service === 'queues' && method === 'POST' && /([\w-]+)\/messages/.exec(path)) || []
    if (queue) fed.add(queue)
  }
  const serve = async (service: Service, incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = '', url: path = '' } = incoming
    const body = await buffer(incoming)
    const call = { number: calls.length + 1, service, method, path, text: body.toString('utf8') }
    calls.push(call)
    noteFed(call)
    const fate = await judge(call)
    if (fate === 'refused') return answer(outgoing, refusal)
    if (fate === 'cut') return void incoming.socket.destroy()
    const answered = await forward(incoming, body, upstream?.[service] ?? 0)
    if (fate === 'answerCut') return void incoming.socket.destroy()
    if (fate === 'answerHalf') return breakOff(outgoing, answered)
    return answer(outgoing, instead[fate] ?? answered)
  }
  const listen = async (service: Service) => {
    const server = createServer((incoming, outgoing) => {
      open++
      serve(service, incoming, outgoing)
        .catch(() => outgoing.destroy())
        .finally(() => open--)
    })
    // A connection that ends by itself would look like a fault nobody asked for.
    server.keepAliveTimeout = 600_000
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  const [tables, queues, mail] = await Promise.all([listen('tables'), listen('queues'), listen('mail')])
  return {
    ports: { tables: portOf(tables), queues: portOf(queues), mail: portOf(mail) },
    get calls() {
      return calls
    },
    get open() {
      return open
    },
    fed,
    forget: () => {
      calls = []
    },
    passOnTo: (ports) => {
      upstream = ports
    },
    revive: () => {
      judge = () => 'through'
    },
    judgeWith: (next) => {
      judge = next
    },
    dieAt: (n, when) => {
      let count = 0
      judge = () => {
        count++
        if (count < n) return 'through'
        return count === n && when === 'after' ? 'answerLost' : 'refused'
      }
    },
    stop: async () => {
      connections.destroy()
      await Promise.all([tables, queues, mail].map(close))
    },
  }
}

/** Whether a call changes something. */
export function isWrite({ method }: Call): boolean {
  return method !== 'GET'
}

/** How many rows or messages a call writes: a transaction names several. */
export function rowsOf(call: Call): number {
  if (!isWrite(call)) return 0
  return call.path.includes('$batch') ? (call.text.match(/^(?:POST|PUT|PATCH|MERGE|DELETE) http/gm) ?? []).length : 1
}

/** A call without what differs between two runs of the same command. */
export function shapeOf({ service, method, path }: Call): string {
  const plain = decodeURIComponent(path.replace(/\?(?!\$filter).*$/, ''))
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '*')
    .replace(/[0-9a-f]{32}/g, '*')
    .replace(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, '*')
    .replace('/devstoreaccount1', '')
  return `${service} ${method} ${plain}`
}

async function breakOff(outgoing: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  outgoing.writeHead(status, headers)
  outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy())
  await once(outgoing, 'close')
}

const refusal: Answer = { status: 403, headers: ['content-length', '0'], body: Buffer.alloc(0) }

// Making a connection for each call would cost more than carrying it.
const connections = new Agent({ keepAlive: true })

const instead: Partial<Record<Fate, Answer>> = { answerLost: refusal, answerBroken: { ...refusal, status: 500 } }

// The headers go as they came, Host included: a signature covers it.
async function forward({ method, url, rawHeaders }: IncomingMessage, body: Buffer, port: number): Promise<Answer> {
  const outgoing = passOn({ host: '127.0.0.1', port, method, path: url, headers: rawHeaders, agent: connections })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  const answered = await buffer(incoming)
  return { status: incoming.statusCode ?? 500, headers: withLength(incoming.rawHeaders, answered), body: answered }
}

// The answer is sent in one piece, and the connection is the app's to keep.
function withLength(headers: readonly string[], { length }: Buffer): string[] {
  const framing = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length'])
  const kept = headers.filter((_, index) => !framing.has((headers[index - (index % 2)] ?? '').toLowerCase()))
  return length === 0 && !headers.some((name) => /^content-length$/i.test(name))
    ? kept
    : [...kept, 'content-length', String(length)]
}

async function answer(outgoing: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  outgoing.writeHead(status, headers)
  outgoing.end(body)
  await once(outgoing, 'finish')
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
