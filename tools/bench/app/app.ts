import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import { settled } from '../../../shared/command/outbox.ts'
import type { Issuer } from './environment.ts'
import type { ApiRequest, Operation, Run } from './operation.ts'

/** An operation whose step is loaded. */
export interface Runnable {
  readonly operation: Operation
  readonly handler: HttpHandler
  /** Numbers a new run, and does what must be done before it. */
  prepare(customers: number): Promise<Prepared>
}

export interface Prepared {
  readonly run: Run
  readonly request: ApiRequest
  /** Builds the request anew at each call: its body can be read once. */
  toHttpRequest(): HttpRequest
}

export interface App {
  readonly runnables: readonly Runnable[]
  call(runnable: Runnable, prepared: Prepared): Promise<HttpResponseInit>
  /** The same with a request that was built before. */
  ask(runnable: Runnable, request: HttpRequest): Promise<HttpResponseInit>
  /** Resolves when the work that goes on after answers is over. */
  settle(): Promise<void>
}

/** Loads the steps of these operations. The settings must be in the environment by now. */
export async function loadApp(operations: readonly Operation[], issuer: Issuer): Promise<App> {
  // Node does not see the classes among the named exports of this CommonJS module.
  const { default: azure } = await import('@azure/functions')
  const context = new azure.InvocationContext({ functionName: 'bench', logHandler: () => {} })
  const toRequest = async (operation: Operation, run: Run, api: ApiRequest) => {
    const token = await issuer.tokenFor(operation.person, operation.claims?.(run))
    return () => new azure.HttpRequest(httpRequestInit(api, token))
  }
  const call = (handler: HttpHandler, request: HttpRequest, wanted: number) => ask(handler, request, context, wanted)

  const loaded = await Promise.all(operations.map(loadStep))
  const runnables = loaded.map(({ operation, handler }) => {
    let lastNumber = 0
    const prepare = async (customers: number): Promise<Prepared> => {
      const run = { number: ++lastNumber, customers }
      const before = operation.before?.(run)
      if (before) await call(handler, (await toRequest(operation, run, before))(), operation.status)
      const request = operation.request(run)
      return { run, request, toHttpRequest: await toRequest(operation, run, request) }
    }
    return { operation, handler, prepare }
  })
  return {
    runnables,
    call: ({ handler, operation }, prepared) => call(handler, prepared.toHttpRequest(), operation.status),
    ask: ({ handler, operation }, request) => call(handler, request, operation.status),
    settle: settled,
  }
}

const functions = join(import.meta.dirname, '..', '..', '..', 'functions')
const files = new Map(
  globSync('**/*.ts', { cwd: functions }).map((file) => [basename(file, '.ts'), join(functions, file)]),
)

async function loadStep(operation: Operation) {
  const file = files.get(operation.step)
  if (!file) throw new Error(`There is no step ${operation.step}, which "${operation.name}" measures`)
  const step: { readonly handler: HttpHandler } = await import(pathToFileURL(file).href)
  return { operation, handler: step.handler }
}

function httpRequestInit({ method, path, params = {}, headers = {}, body }: ApiRequest, token: string) {
  return {
    method,
    url: `http://bench.example${path}`,
    params: { ...params },
    headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
  }
}

/** @throws {Error} with the answer, when it is not the one that is measured */
async function ask(
  handler: HttpHandler,
  request: HttpRequest,
  context: InvocationContext,
  wanted: number,
): Promise<HttpResponseInit> {
  const response = await handler(request, context)
  const answer = typeof response === 'object' && 'status' in response ? (response as HttpResponseInit) : {} // steps give plain objects
  if (answer.status !== wanted) throw new Error(`${request.method} ${request.url} gave ${JSON.stringify(answer)}`)
  return answer
}
