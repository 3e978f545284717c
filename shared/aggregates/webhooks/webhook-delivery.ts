import { type Message, send } from '../../azure/queues.ts'
import { read, write } from '../../azure/store.ts'
import { logEvent } from '../../azure/telemetry.ts'
import type { Command } from '../../command/command.ts'
import { decodeIfAny, encode, keys } from '../../command/tables.ts'
import {
  DeliveryAttempt,
  type EndedAttempt,
  endAttempt,
  type Reception,
  type StartedAttempt,
  startAttempt,
} from '../../domain/webhooks/webhook-delivery.ts'

export interface Claim {
  readonly attempt: StartedAttempt
  readonly etag: string
}

// As long as the host keeps a message of a dead process to itself.
const lookAgainSeconds = 30

/**
 * Puts the attempt's row into the log before anything is posted, so that a message that comes twice finds it. Gives undefined
 * when the attempt is over, or somebody else is at it; then the message comes back later, in case that one has died.
 * @throws {Conflict}
 */
export async function claimAttempt(
  command: Command,
  message: Message<'deliver-webhook'>,
  url: string,
): Promise<Claim | undefined> {
  const { providerId, event, attempt } = message
  const key = keys.webhookDelivery(event.eventId, attempt)
  const row = await read('providers', providerId, key)
  const asked = { event, url, attempt, startedBy: command.requestId }
  const earlier = decodeIfAny(DeliveryAttempt, row)
  const started = startAttempt(earlier, asked, command.now)
  if (started === 'wait') await send('deliver-webhook', message, { delaySeconds: lookAgainSeconds })
  if (started === 'wait' || !started) return undefined
  if (row && started === earlier) return { attempt: started, etag: row.etag }
  const claimed = encode(DeliveryAttempt, providerId, key, started)
  const etag = await write(
    'providers',
    row ? { kind: 'replace', row: claimed, etag: row.etag } : { kind: 'insert', row: claimed },
  )
  return { attempt: started, etag }
}

/**
 * Ends the attempt in the log. A next attempt is asked for before: dying in between makes this attempt again, not the event
 * forgotten. The host's own retries are not used for it; they are five, and for our own faults.
 * @throws {Conflict}
 */
export async function recordAttempt(
  message: Message<'deliver-webhook'>,
  { attempt, etag }: Claim,
  reception: Reception,
): Promise<void> {
  const { providerId, event } = message
  const { ended, nextInSeconds } = endAttempt(attempt, reception, new Date())
  if (nextInSeconds !== undefined)
    await send('deliver-webhook', { ...message, attempt: message.attempt + 1 }, { delaySeconds: nextInSeconds })
  const row = encode(DeliveryAttempt, providerId, keys.webhookDelivery(event.eventId, message.attempt), ended)
  await write('providers', { kind: 'replace', row, etag })
  logGivingUp(ended, providerId)
}

function logGivingUp({ state, event, status, problem }: EndedAttempt, partnerId: string): void {
  if (state === 'givenUp') logEvent('webhookGivenUp', { partnerId, eventId: event.eventId, status, problem }, 'warn')
}
