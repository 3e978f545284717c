import { HttpRequest, type HttpRequestInit, type HttpResponseInit, type InvocationContext } from '@azure/functions'
import { Fault } from '../domain/fault.ts'
import { preflight } from './answers/cross-origin.ts'
import { serve } from './endpoint.ts'
import { findStep, findStepOfAnyId } from './registry.ts'

/**
 * Answers what no route matched. Partner Center's clients join addresses carelessly: a path with `//`, a trailing `/` or
 * `/v1` twice is served as its clean form. A browser that asks before it calls is told what it may. For the rest, Partner Center's error shape says that there is nothing.
 */
export async function serveCleanPath(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const url = new URL(request.url)
  const path = cleanPath(url.pathname)
  const clean = path === url.pathname ? undefined : findStep(request.method, path)
  // What is no GUID in the place of one is refused by its step, to whom it may refuse anything.
  const found = clean ?? findStepOfAnyId(request.method, path)
  if (found) {
    url.pathname = path
    return (await found.step.handler(await withPath(request, url.href, found.params), context)) as HttpResponseInit // ours never give anything else
  }
  return serve(request, context, async () => {
    const answer = preflight(request)
    if (answer) return answer
    throw new Fault('notFound', { path: url.pathname.slice(0, 200) })
  })
}

function cleanPath(path: string): string {
  return path
    .replace(/\/{2,}/g, '/')
    .replace(/^\/v1(?:\.0)?(?:\/v1)?(?=\/|$)/i, '/v1')
    .replace(/(.)\/$/, '$1')
}

async function withPath(request: HttpRequest, url: string, params: Record<string, string>): Promise<HttpRequest> {
  const init: HttpRequestInit = {
    url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: Object.fromEntries(request.query),
    params,
  }
  if (request.method === 'GET' || request.method === 'HEAD') return new HttpRequest(init)
  return new HttpRequest({ ...init, body: { bytes: new Uint8Array(await request.arrayBuffer()) } })
}
