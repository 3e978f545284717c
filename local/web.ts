import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface LocalServer {
  readonly port: number
  readonly url: string
  stop(): Promise<void>
}

export interface Route {
  readonly method: string
  /** Its groups are handed to `answer`. */
  readonly path: RegExp
  answer(request: Request, ...groups: string[]): Response | Promise<Response>
}

/** Listens on this machine only; port 0 picks a free one. */
export async function listen(port: number, listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port')
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Lets a function from Request to Response serve Node's requests. */
export function fetchListener(answer: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    toRequest(incoming)
      .then(answer)
      .catch(unexpected)
      .then((response) => send(response, outgoing))
      .catch(() => outgoing.destroy())
  }
}

/** The answer of the first route that matches, or undefined. */
export function route(routes: readonly Route[], request: Request): Response | Promise<Response> | undefined {
  const { pathname } = new URL(request.url)
  for (const { method, path, answer } of routes) {
    const match = request.method === method ? path.exec(pathname) : null
    if (match) return answer(request, ...match.slice(1))
  }
  return undefined
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const body = await buffer(incoming)
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  )
  const method = incoming.method ?? 'GET'
  const url = `http://${incoming.headers.host ?? '127.0.0.1'}${incoming.url ?? '/'}`
  return new Request(url, { method, headers, ...(body.length > 0 && { body: new Uint8Array(body) }) })
}

/** Sends a Response through Node. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, [...response.headers].flat())
  outgoing.end(body)
}

function unexpected(error: unknown): Response {
  console.error(error)
  return new Response('Something went wrong; the terminal says what.\n', { status: 500 })
}
