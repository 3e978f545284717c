import {
  app,
  type HttpHandler,
  type HttpRequest,
  type HttpResponseInit,
  type InvocationContext,
} from '@azure/functions'
import * as z from 'zod'
import { settings } from '../azure/settings.ts'
import { isOutage } from '../azure/store.ts'
import { inInvocation, logEvent, logUnexpected } from '../azure/telemetry.ts'
import type { Answer } from '../command/answer.ts'
import { type Asked, answered, type Command } from '../command/command.ts'
import { hash } from '../command/made-ids.ts'
import type { Actor } from '../domain/audit.ts'
import { isAvailable } from '../domain/cloud.ts'
import { Fault, faults } from '../domain/fault.ts'
import type { Language } from '../domain/language.ts'
import type { Caller, PartnerKind } from '../domain/partnerships/partner.ts'
import { languageOf } from '../text/language.ts'
import { sentenceOf } from '../text/sentences.ts'
import { faultToWire } from '../wire/errors.ts'
import { parseInput } from '../wire/problems.ts'
import { compressed } from './answers/compressed.ts'
import { shownToOrigins } from './answers/cross-origin.ts'
import { authenticate } from './auth.ts'
import type { Contract } from './contract.ts'
import { inTime, Overdue } from './deadline.ts'
import { refuseWhileMaintained } from './maintenance.ts'
import { methodsOf, type Received, register } from './registry.ts'
import { type RequestIds, readJson, readRequestIds, refuseLongRequestId } from './request.ts'
import { paramsOf, type RouteIds } from './route-ids.ts'
import { refuseWhileSettingsAreWrong } from './settings-wrong.ts'
import { takeTurn } from './throttle.ts'

interface Call<Params, Query, Body> {
  readonly caller: Caller
  readonly command: Command
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly language: Language
  readonly now: Date
  readonly request: HttpRequest
}

type Step<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends string> = (
  call: Call<z.infer<P> & RouteIds<R>, z.infer<Q>, z.infer<B>>,
) => Promise<Answer>

const nothing = z.object({})
const hashOfNothing = hash('{}')

/** What a repeat must equal. The query has a part in it only where there is one, so that answers that were kept without stay good. */
function hashOf(body: unknown, query: unknown): string {
  const [text, asked] = [JSON.stringify(body), JSON.stringify(query)]
  if (text === '{}' && asked === '{}') return hashOfNothing
  return hash(asked === '{}' ? text : `${text}\n${asked}`)
}

/**
 * Makes a step of its contract and registers it: the bearer token becomes the caller, roles and partner kind are held to the
 * contract, input of any casing becomes what the schemas say, and a fault becomes its answer. A step that lost a race runs
 * again on what it finds then. Whatever can be got is answered to HEAD as well, by its status and headers.
 */
export function endpoint<
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
  const R extends string = string,
>(contract: Contract<P, Q, B, R>, step: Step<P, Q, B, R>): HttpHandler {
  const named = paramsOf(contract)
  const perform = (received: Received) => run(contract, named, step, received)
  const handler: HttpHandler = (request, context) =>
    serve(request, context, async (ids, language) => toResponse(await perform({ request, ids, language }), ids))
  register(contract, handler, perform)
  app.http(contract.name, { methods: [...methodsOf(contract)], route: contract.route, authLevel: 'anonymous', handler })
  return handler
}

/**
 * Gives a request to `work` under its ids and in the caller's language, and makes whatever is thrown an answer. HEAD is answered
 * by its status alone, refusals included. While settings are wrong everything is refused.
 */
export function serve(
  request: HttpRequest,
  context: InvocationContext,
  work: (ids: RequestIds, language: Language) => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  return serveAnyway(request, context, async (ids, language) => {
    refuseWhileSettingsAreWrong()
    return work(ids, language)
  })
}

/** Serves whatever the settings are. */
export function serveAnyway(
  request: HttpRequest,
  context: InvocationContext,
  work: (ids: RequestIds, language: Language) => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  const ids = readRequestIds(request.headers)
  const language = languageOf(request.headers.get('x-locale'), request.headers.get('accept-language'))
  return inInvocation(context, ids.correlationId, async () => {
    try {
      const answer = await compressed(request, await inTime('call', work(ids, language)))
      return shownToOrigins(request, withoutBody(request, answer))
    } catch (error) {
      return shownToOrigins(request, withoutBody(request, toResponse(answerOf(error, language, ids), ids)))
    }
  })
}

function withoutBody({ method }: HttpRequest, response: HttpResponseInit): HttpResponseInit {
  if (method !== 'HEAD') return response
  const { body: _, headers, ...rest } = response
  const { 'content-type': __, ...others } = headers as Record<string, string> // as toResponse makes them
  return { ...rest, headers: others }
}

async function run<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends string>(
  contract: Contract<P, Q, B, R>,
  named: z.ZodObject,
  step: Step<P, Q, B, R>,
  { request, ids, language, person }: Received,
): Promise<Answer> {
  const account = contract.readsAccount ?? true
  const caller = person ?? (await authenticate(request.headers.get('authorization'), { account }))
  await takeTurn(contract.route, caller.partnerId)
  const now = new Date()
  checkAllowed(contract, caller)
  refuseLongRequestId(request.headers)
  refuseWhileMaintained(contract.method)
  const params = parseInput(named, request.params)
  const query = parseInput(contract.query ?? nothing, Object.fromEntries(request.query))
  const body = parseInput(contract.body ?? nothing, contract.body ? await readJson(request) : {})
  const path = new URL(request.url).pathname.toLowerCase()
  const asked: Asked = {
    actor: actorOf(caller),
    ...ids,
    operation: `${contract.method} ${path} ${caller.partnerId}`,
    bodyHash: hashOf(contract.body ? body : {}, query),
    now,
    mayBeRepeat: ids.isGiven,
  }
  // The schemas have just made these values, so they are what the schemas' types say.
  const call = { caller, params, query, body, language, now, request } as Omit<
    Call<z.infer<P> & RouteIds<R>, z.infer<Q>, z.infer<B>>,
    'command'
  >
  return answered(asked, (command) => step({ ...call, command }))
}

/** @throws {Fault} notAvailableInCloud, partnerNotEnrolled, partnerKindNotAllowed, programNotActive, userRequired, roleNotAllowed */
function checkAllowed(contract: Contract, caller: Caller): void {
  const { capability, kinds = ['directPartner', 'indirectProvider'], roles } = contract
  const { cloud } = settings
  if (capability && !isAvailable(capability, cloud)) throw new Fault('notAvailableInCloud', { cloud })
  if (kinds !== 'anyone') checkKind(kinds, caller)
  if (contract.userOnly && !caller.isUser) throw new Fault('userRequired')
  if (!roles.some((role) => caller.roles.includes(role))) throw new Fault('roleNotAllowed', { roles: roles.join(', ') })
}

function checkKind(kinds: readonly PartnerKind[], { account }: Caller): void {
  if (!account) throw new Fault('partnerNotEnrolled')
  if (!kinds.includes(account.kind)) throw new Fault('partnerKindNotAllowed', { kinds: kinds.join(', ') })
  if (account.status !== 'active') throw new Fault('programNotActive')
}

export function actorOf({ partnerId, userId, userName, applicationId }: Caller): Actor {
  return { partnerId, userId, userName, applicationId }
}

/** What a thrown thing is to the caller: a fault its own answer, storage that is out, or a step that takes too long, "busy", anything else "unexpected", with the cause in the log only. */
export function answerOf(error: unknown, language: Language, ids: RequestIds): Answer {
  const fault = faultFor(error, ids)
  if (fault !== error) logUnexpected(error)
  else logEvent('refused', { fault: fault.fault })

  const { status } = faults[fault.fault]
  const seconds = fault.details.seconds
  const headers: Record<string, string> = {}
  if (status === 401) headers['www-authenticate'] = 'Bearer error="invalid_token"'
  if (seconds !== undefined) headers['retry-after'] = String(seconds)
  return { status, body: faultToWire(fault, sentenceOf(fault, language)), headers }
}

/** The fault that a caller is answered with, whatever was thrown. */
export function faultFor(error: unknown, { correlationId }: Pick<RequestIds, 'correlationId'>): Fault {
  if (error instanceof Fault) return error
  return isOutage(error) || error instanceof Overdue
    ? new Fault('busy', { seconds: 5 })
    : new Fault('unexpected', { correlationId })
}

export function toResponse(
  { status, body, html, headers, cookies }: Answer,
  { requestId, correlationId }: RequestIds,
): HttpResponseInit {
  const content = contentOf(body, html)
  return {
    status,
    ...(content && { body: content.text }),
    ...(cookies && { cookies }),
    headers: {
      ...(content && { 'content-type': content.type }),
      'ms-requestid': requestId,
      'ms-correlationid': correlationId,
      'cache-control': 'no-store',
      ...headers,
    },
  }
}

function contentOf(
  body: unknown,
  html: string | undefined,
): { readonly text: string; readonly type: string } | undefined {
  if (html !== undefined) return { text: html, type: 'text/html; charset=utf-8' }
  return body === undefined ? undefined : { text: JSON.stringify(body), type: 'application/json; charset=utf-8' }
}
