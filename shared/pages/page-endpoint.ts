import { randomBytes } from 'node:crypto'
import { app, type HttpHandler, type HttpRequest, type HttpResponseInit } from '@azure/functions'
import { settings } from '../azure/settings.ts'
import { inInvocation } from '../azure/telemetry.ts'
import type { Answer } from '../command/answer.ts'
import { answered, type Command } from '../command/command.ts'
import { Fault, type FaultName, faults } from '../domain/fault.ts'
import type { Language } from '../domain/language.ts'
import { tokenIn } from '../domain/partnerships/link-text.ts'
import { readText } from '../http/body.ts'
import { inTime } from '../http/deadline.ts'
import { answerOf, faultFor, toResponse } from '../http/endpoint.ts'
import { refuseWhileMaintained } from '../http/maintenance.ts'
import { addressOf, describeStep } from '../http/registry.ts'
import { type RequestIds, readRequestIds } from '../http/request.ts'
import { refuseWhileSettingsAreWrong } from '../http/settings-wrong.ts'
import { languageOf } from '../text/language.ts'
import { type Frame, faultPage } from '../text/pages.ts'
import { sentenceOf } from '../text/sentences.ts'

export interface PageCall {
  readonly request: HttpRequest
  readonly language: Language
  /** Goes into the style element and the page's policy: no other style or script runs. */
  readonly nonce: string
  readonly now: Date
  readonly ids: RequestIds
  /** The fields of the form; empty for GET. */
  readonly form: URLSearchParams
  /** What names an invitation or relationship, as it was made, whatever has become of the link; empty if there is none. */
  readonly token: string
}

interface Page {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly route: string
  /** One line for the table of steps. */
  readonly summary: string
  /** Where a link of this kind leads; absent: to an invitation. */
  readonly path?: Frame['path']
  /** What a person can mend in the form it has just sent: the form comes again, filled as it was. Any other fault is a page of its own. */
  readonly mendable?: readonly FaultName[]
  readonly again?: (call: PageCall, fault: Fault) => Promise<Answer>
  /** Where the browser goes once what a form asked for is done: reloading that page repeats nothing. */
  readonly next?: (call: PageCall) => Answer
}

/** A command of somebody who is known by the link only; a signed-in person is put in by the step. */
type PageStep = (call: PageCall & { readonly command: Command }) => Promise<Answer>

const longestForm = 20_000
const linkHolder = { partnerId: '', userId: '', userName: 'invited by link', applicationId: '' }

/** Makes a page step and registers it. A fault becomes a page that says what is wrong and what to do. */
export function pageEndpoint(page: Page, step: PageStep): HttpHandler {
  const handler: HttpHandler = (request, context) => {
    const ids = { ...readRequestIds(request.headers), isGiven: false }
    return inInvocation(context, ids.correlationId, () => answerPage(page, step, request, ids))
  }
  const methods: ('GET' | 'HEAD' | 'POST')[] = page.method === 'GET' ? ['GET', 'HEAD'] : ['POST']
  describeStep({ name: page.name, trigger: addressOf(page), summary: page.summary })
  app.http(page.name, { methods, route: page.route, authLevel: 'anonymous', handler })
  return handler
}

async function answerPage(
  page: Page,
  step: PageStep,
  request: HttpRequest,
  ids: RequestIds,
): Promise<HttpResponseInit> {
  const nonce = randomBytes(16).toString('base64')
  const now = new Date()
  const asked = { actor: linkHolder, ...ids, operation: page.name, bodyHash: '', now, mayBeRepeat: false }
  let form = new URLSearchParams()
  let language = languageOf(request.query.get('lang'), request.headers.get('accept-language'))
  try {
    refuseWhileSettingsAreWrong()
    if (page.method === 'POST') form = await readForm(request)
    language = languageOf(form.get('lang'), null, language)
    refuseWhileMaintained(page.method)
    const call = { request, language, nonce, now, ids, form, token: tokenOf(request, form) }
    const { next } = page
    const done = answered(asked, (command) => step({ ...call, command })).then((answer) => next?.(call) ?? answer)
    const shown = done.catch((error: unknown) => mended(page, call, error))
    return secured(await inTime('call', shown), nonce, ids)
  } catch (error) {
    // Also the page of a link that is none is there in every language.
    const isLink = form.has('token') || request.query.has('token')
    const token = tokenOf(request, form) || (isLink ? '' : undefined)
    const { status, headers } = answerOf(error, language, ids)
    const frame = { language, nonce, ...(token !== undefined && { token }), ...(page.path && { path: page.path }) }
    const html = pageOf(faultFor(error, ids), frame)
    return secured({ status, html, ...(headers && { headers }) }, nonce, ids)
  }
}

// Whatever the parameter is called by now: `TOKEN`, or `amp;token`.
function tokenOf({ query }: HttpRequest, form: URLSearchParams): string {
  const given = [...form.getAll('token'), ...query.values()]
  return given.map(tokenIn).find((token) => token !== '') ?? ''
}

/** @throws {unknown} `error`, where the person cannot mend it in the form */
async function mended({ mendable = [], again }: Page, call: PageCall, error: unknown): Promise<Answer> {
  if (!again || !(error instanceof Fault) || !mendable.includes(error.fault)) throw error
  return { ...(await again(call, error)), status: faults[error.fault].status }
}

function pageOf(fault: Fault, frame: Frame): string {
  // When the link itself is what is wrong, there is nothing to go back to.
  const canGoBack = frame.token !== undefined && !/^(invitation|relationshipLink)/.test(fault.fault)
  return faultPage(frame, sentenceOf(fault, frame.language), { canGoBack })
}

function secured(answer: Answer, nonce: string, ids: Parameters<typeof toResponse>[1]) {
  const headers = {
    'content-security-policy': `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    ...answer.headers,
  }
  return toResponse({ ...answer, headers }, ids)
}

/**
 * The fields of a form that this service's own page has sent. A browser says where a form comes from; one that does not say
 * so in either way is refused.
 * @throws {Fault} formRejected, bodyTooLarge, encodingNotSupported, invalidInput
 */
async function readForm(request: HttpRequest): Promise<URLSearchParams> {
  const site = request.headers.get('sec-fetch-site')
  const isOwn =
    site === null ? request.headers.get('origin') === new URL(settings.baseUrl).origin : site === 'same-origin'
  const isForm = (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
  if (!isOwn || !isForm) throw new Fault('formRejected')
  const text = await readText(request, longestForm)
  // Browsers send every line end of a text field as CR and LF, whatever the person's machine.
  return new URLSearchParams(text.replace(/%0D%0A/gi, '%0A'))
}
