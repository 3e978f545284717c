import type { EmailClient, EmailMessage } from '@azure/communication-email'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import type { MailOutcome } from '../domain/partnerships/invitation-mail.ts'
import { settings } from './settings.ts'

export interface Mail {
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly plainText: string
  readonly html: string
}

// The visibility delay of a message can be seven days at most.
const longestWaitSeconds = 7 * 86_400
const defaultWaitSeconds = 60

let client: Promise<EmailClient> | undefined

/** Asked to wait, which is not a refusal. */
interface Postponed {
  readonly state: 'postponed'
  readonly seconds: number
}

/**
 * Hands one mail to the mail service with exactly one POST, under the mail's own id: the service takes the same id once.
 * @throws {Error} when trying again makes sense
 */
export async function sendMail(mailId: string, mail: Mail): Promise<MailOutcome | Postponed> {
  client ??= connect()
  try {
    const poller = await (await client).beginSend(toMessage(mail), { operationId: mailId })
    await poller.pollUntilDone()
    return { state: 'sent' }
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal?.status === 429)
      return {
        state: 'postponed',
        seconds: Math.min(refusal.retryAfterSeconds ?? defaultWaitSeconds, longestWaitSeconds),
      }
    // 401 comes by a drifting clock or a role that is not felt yet, 408 and 5xx by themselves: all pass.
    if (!refusal || refusal.status === 401 || refusal.status === 408 || refusal.status >= 500) throw error
    return { state: 'refused', reason: refusal.code }
  }
}

function toMessage({ to, replyTo, subject, plainText, html }: Mail): EmailMessage {
  return {
    senderAddress: settings.emailSender,
    recipients: { to: [{ address: to }] },
    ...(replyTo && { replyTo: [{ address: replyTo }] }),
    content: { subject: subject.replace(/[\r\n]+/g, ' '), plainText, html },
    disableUserEngagementTracking: true,
  }
}

// Loaded by the one step that mails: it is a quarter of the app.
async function connect(): Promise<EmailClient> {
  const { EmailClient } = await import('@azure/communication-email')
  const options = {
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [{ position: 'perCall' as const, policy: withoutPolling }],
  }
  if ('connectionString' in settings.email)
    return new EmailClient(settings.email.connectionString, { ...options, allowInsecureConnection: true })
  const { identity } = await import('./identity.ts')
  return new EmailClient(settings.email.endpoint, identity(), options)
}

/**
 * Answers the SDK's question for the state of a sending here. beginSend always asks once after the POST; that question has a
 * small quota of its own, and being throttled there would look like a mail that was not accepted.
 */
const withoutPolling: PipelinePolicy = {
  name: 'withoutPolling',
  async sendRequest(request, next) {
    const [, id] = request.method === 'GET' ? (/\/emails\/operations\/([^/?]+)/.exec(request.url) ?? []) : []
    if (!id) return next(request)
    const { createHttpHeaders } = await import('@azure/core-rest-pipeline')
    const headers = createHttpHeaders({ 'content-type': 'application/json' })
    return { request, status: 200, headers, bodyAsText: JSON.stringify({ id, status: 'Succeeded' }) }
  },
}

function readRefusal(error: unknown) {
  if (typeof error !== 'object' || error === null || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : String(error.statusCode)
  return { status: error.statusCode, code, retryAfterSeconds: retryAfterOf(error) }
}

function retryAfterOf(error: object): number | undefined {
  const response = 'response' in error ? error.response : undefined
  const headers =
    typeof response === 'object' && response !== null && 'headers' in response ? response.headers : undefined
  if (typeof headers !== 'object' || headers === null || !('get' in headers) || typeof headers.get !== 'function')
    return undefined
  const seconds = Number(headers.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined
}
