import { type HttpHandler, HttpRequest, type HttpResponseInit } from '@azure/functions'
import { importPKCS8, SignJWT } from 'jose'
import { inject } from 'vitest'
import { findStep, registeredSteps } from '../../shared/http/registry.ts'
import { expectDocumented } from './documented.ts'
import { audience, issuer, type TestPartner } from './environment.ts'
import { watchedContext } from './log-lines.ts'

export interface Person {
  readonly partner: Pick<TestPartner, 'partnerId'>
  readonly roles: readonly string[]
  readonly objectId?: string
  readonly isApp?: boolean
}

export interface Reply {
  readonly status: number
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  readonly body: any
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: HttpResponseInit['cookies']
}

export interface Asked {
  readonly as?: Person
  readonly token?: string
  readonly body?: unknown
  readonly text?: string
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly traceParent?: string
}

let key: Awaited<ReturnType<typeof importPKCS8>> | undefined

/** An access token as Entra makes them; `overrides` bends single claims. */
export async function tokenOf(person: Person, overrides: Readonly<Record<string, unknown>> = {}): Promise<string> {
  key ??= await importPKCS8(inject('identity').privateKey, 'RS256')
  const objectId = person.objectId ?? '11111111-1111-4111-8111-111111111111'
  const user = person.isApp
    ? { idtyp: 'app' }
    : { scp: 'user_impersonation', preferred_username: 'ana@partner.example', name: 'Ana Example' }
  const { partnerId } = person.partner
  return new SignJWT({
    iss: issuer.replace('{tid}', partnerId),
    aud: audience,
    tid: partnerId,
    oid: objectId,
    roles: person.roles,
    azp: '22222222-2222-4222-8222-222222222222',
    exp: Math.floor(Date.now() / 1000) + 3600,
    ...user,
    ...overrides,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'test' })
    .sign(key)
}

/** Sends a request to a handler as the host would hand it over. Whatever it answers is held to the step's contract. */
export async function send(handler: HttpHandler, method: string, path: string, asked: Asked = {}): Promise<Reply> {
  const context = watchedContext(contextOf(handler, asked))
  const reply = readReply((await handler(await toRequest(method, path, asked), context)) as HttpResponseInit)
  expectDocumented(handler, reply, method)
  return reply
}

function contextOf(handler: HttpHandler, { traceParent }: Asked) {
  const functionName = registeredSteps.find((step) => step.handler === handler)?.contract.name ?? 'test'
  return { functionName, ...(traceParent && { traceContext: { traceParent } }) }
}

async function toRequest(method: string, path: string, asked: Asked): Promise<HttpRequest> {
  const url = new URL(path, 'http://127.0.0.1:7071')
  const token = asked.token ?? (asked.as && (await tokenOf(asked.as)))
  const text = asked.text ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body))
  return new HttpRequest({
    url: url.href,
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...asked.headers },
    query: Object.fromEntries(url.searchParams),
    params: findStep(method, url.pathname)?.params ?? {},
    ...(text !== undefined && { body: { string: text } }),
    ...(asked.bytes && { body: { bytes: asked.bytes } }),
  })
}

function readReply(response: HttpResponseInit): Reply {
  const text = typeof response.body === 'string' ? response.body : ''
  const headers = response.headers as Record<string, string>
  const isJson = headers['content-type']?.startsWith('application/json') ?? false
  return {
    status: response.status ?? 200,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
    text,
    headers,
    cookies: response.cookies,
  }
}

/** Sends a request to whatever step is registered at its path. The step's file must have been imported. */
export async function call(method: string, path: string, asked: Asked = {}): Promise<Reply> {
  const found = findStep(method, new URL(path, 'http://127.0.0.1').pathname)
  if (!found) throw new Error(`no step at ${method} ${path}: import its file first`)
  return send(found.step.handler, method, path, asked)
}
