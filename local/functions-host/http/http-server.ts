import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { runByHand } from '../admin.ts'
import { HttpRefusal } from '../errors.ts'
import type { RunningApp } from '../running-app.ts'
import { checkLimits, joinHeaders, readBody, toHttpTrigger } from './http-request.ts'
import { writeResponse } from './http-response.ts'
import { parseTarget, type RequestTarget } from './http-target.ts'
import { findRoute, type RouteMatch } from './routing.ts'

/** One request on its way through the host. */
interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Sends "100 Continue" if the client waits for it; Kestrel does so when the body is first read. */
  readonly beforeReading: () => void
}

interface TargetMatch extends RouteMatch {
  readonly target: RequestTarget
}

/** Listens on 127.0.0.1; every request waits for the app that is current when it arrives. */
export async function listen(port: number, currentApp: () => Promise<RunningApp>): Promise<Server> {
  // Node refuses above this size by itself (431); the exact limits are checked in checkLimits.
  const server = createServer({ maxHeaderSize: 64 * 1024, requestTimeout: 0, keepAliveTimeout: 130_000 })
  server.on('request', (request, response) => answer({ request, response, beforeReading: () => {} }, currentApp))
  server.on('checkExpectation', (request, response) =>
    answer({ request, response, beforeReading: () => {} }, currentApp),
  )
  server.on('checkContinue', (request, response) => {
    let isContinued = false
    const beforeReading = () => {
      isContinued = true
      response.writeContinue()
    }
    // A client that never got `100 Continue` may or may not send its body: only a new connection is unambiguous.
    response.on('finish', () => isContinued || request.socket.end())
    answer({ request, response, beforeReading }, currentApp)
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  await promise
  server.off('error', reject)
  return server
}

/** Accepts no more connections, runs `finish`, lets answers under way be read (half a second), then cuts off. */
export async function closeServer(server: Server, finish: () => Promise<void>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  await finish()
  const closeIdle = setInterval(() => server.closeIdleConnections(), 10)
  const cutOff = setTimeout(() => server.closeAllConnections(), 500)
  await closed
  clearInterval(closeIdle)
  clearTimeout(cutOff)
}

export function urlOf(server: Server): string {
  const { port } = Object(server.address())
  return `http://127.0.0.1:${port}`
}

function answer(exchange: Exchange, currentApp: () => Promise<RunningApp>): void {
  const { response } = exchange
  answerOrThrow(exchange, currentApp).catch((error: unknown) => {
    if (response.headersSent) return void response.destroy()
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    response.writeHead(error instanceof HttpRefusal ? error.status : 500, { 'content-length': 0 }).end()
  })
}

async function answerOrThrow(exchange: Exchange, currentApp: () => Promise<RunningApp>): Promise<void> {
  checkLimits(exchange.request)
  const app = await currentApp().catch(() => {
    throw new HttpRefusal(503)
  })
  // Node takes a connection for idle while its last answer is still being sent, so stopping waits for that as well.
  await app.executor.track(answerFrom(app, exchange).then(() => finished(exchange.response)))
}

async function answerFrom(app: RunningApp, exchange: Exchange): Promise<void> {
  const { request, response } = exchange
  const target = parseTarget(request.url ?? '/')
  if (!target) throw new HttpRefusal(404)

  const admin = /^\/admin\/functions\/([^/]+)\/?$/i.exec(target.path)
  if (admin?.[1] !== undefined && request.method === 'POST') return answerAdmin(exchange, app, admin[1])
  const match = findRoute(app.routes, request.method ?? 'GET', target.path)
  if (match) return answerFunction(exchange, app, { ...match, target })
  if (target.path === '/') return writeHomePage(response)
  response.writeHead(404, { 'content-length': 0 }).end()
}

async function answerFunction(exchange: Exchange, app: RunningApp, match: TargetMatch): Promise<void> {
  const { request, response } = exchange
  const { fn } = match.route
  // A disabled function still takes its route away from those after it.
  if (fn.isDisabled) throw new HttpRefusal(404)
  const headers = joinHeaders(request)
  const body = await readBody(request, exchange.beforeReading)
  const result = await app.executor.run({
    fn,
    reason: 'This function was programmatically called via the host APIs.',
    data: toHttpTrigger(request, { target: match.target, params: match.params, headers, body }),
    trace: { parent: headers.get('traceparent'), state: headers.get('tracestate') },
  })
  writeResponse(request, response, result)
}

async function answerAdmin(exchange: Exchange, app: RunningApp, name: string): Promise<void> {
  const { request, response } = exchange
  // The real host demands it too; it also keeps other sites' pages from calling this with a plain form.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new HttpRefusal(415)
  const body = await readBody(request, exchange.beforeReading)
  const { status, text } = runByHand(app, name, body.toString())
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), 'content-type': 'text/plain' }).end(text)
}

function writeHomePage(response: ServerResponse): void {
  if (process.env.AzureWebJobsDisableHomepage?.toLowerCase() === 'true') {
    response.writeHead(204).end()
    return
  }
  const page =
    '<!DOCTYPE html><title>Functions host</title><p>Your functions app is up and running (local stand-in).</p>'
  response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length }).end(page)
}
