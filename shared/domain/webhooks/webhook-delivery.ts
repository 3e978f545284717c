import * as z from 'zod'
import { WebhookEvent } from './webhook.ts'

/** Why no answer came. */
const deliveryProblems = [
  'addressNotAllowed',
  'nameNotFound',
  'certificateNotTrusted',
  'connectionFailed',
  'timedOut',
] as const
export type DeliveryProblem = (typeof deliveryProblems)[number]

const started = {
  event: WebhookEvent,
  url: z.string(),
  attempt: z.number().int().min(1),
  /** The invocation that is at it, so that it knows its own start again. */
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
}
const ended = {
  ...started,
  endedAt: z.iso.datetime(),
  status: z.number().int().optional(),
  statusName: z.string().optional(),
  problem: z.enum(deliveryProblems).optional(),
}

/** One attempt to deliver an event: a row of the delivery log. */
export const DeliveryAttempt = z.discriminatedUnion('state', [
  z.object({ state: z.literal('sending'), ...started }),
  z.object({ state: z.literal('delivered'), ...ended }),
  z.object({ state: z.literal('failed'), ...ended, nextAttemptAt: z.iso.datetime() }),
  z.object({ state: z.literal('givenUp'), ...ended }),
])
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>
export type StartedAttempt = Extract<DeliveryAttempt, { state: 'sending' }>
export type EndedAttempt = Exclude<DeliveryAttempt, { state: 'sending' }>

/** What the receiver answered, or why it did not. */
export type Reception = { readonly status: number; readonly statusName: string } | { readonly problem: DeliveryProblem }

const attempts = 10
const firstDelaySeconds = 30
const longestDelaySeconds = 3600
// Longer than an attempt can take, so that whoever is at it still after that is dead.
const abandonedAfterSeconds = 60

/**
 * What to do about an attempt that a message asks for: start it, continue it where its start was not recorded, look again in
 * a while because somebody else is at it, or nothing because it is over.
 */
export function startAttempt(
  earlier: DeliveryAttempt | undefined,
  asked: Pick<StartedAttempt, 'event' | 'url' | 'attempt' | 'startedBy'>,
  now: Date,
): StartedAttempt | 'wait' | undefined {
  if (earlier && earlier.state !== 'sending') return undefined
  if (earlier?.startedBy === asked.startedBy) return earlier
  if (earlier && !isAbandoned(earlier, now)) return 'wait'

  return { state: 'sending', ...asked, startedAt: now.toISOString() }
}

function isAbandoned({ startedAt }: StartedAttempt, now: Date): boolean {
  return now.getTime() - Date.parse(startedAt) > abandonedAfterSeconds * 1000
}

/** What became of an attempt; ten are made. */
export function endAttempt(
  started: StartedAttempt,
  reception: Reception,
  now: Date,
): { readonly ended: EndedAttempt; readonly nextInSeconds: number | undefined } {
  const ended = { ...started, ...reception, endedAt: now.toISOString() }
  const isDelivered = 'status' in reception && reception.status >= 200 && reception.status < 300
  if (isDelivered) return { ended: { ...ended, state: 'delivered' }, nextInSeconds: undefined }
  if (started.attempt >= attempts) return { ended: { ...ended, state: 'givenUp' }, nextInSeconds: undefined }

  const nextInSeconds = delaySeconds(started.attempt)
  const nextAttemptAt = new Date(now.getTime() + nextInSeconds * 1000).toISOString()
  return { ended: { ...ended, state: 'failed', nextAttemptAt }, nextInSeconds }
}

/** The pause after a failed attempt. @internal */
export function delaySeconds(attempt: number): number {
  return Math.min(firstDelaySeconds * 2 ** (attempt - 1), longestDelaySeconds)
}
