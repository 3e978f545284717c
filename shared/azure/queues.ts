import { QueueClient, type StoragePipelineOptions } from '@azure/storage-queue'
import * as z from 'zod'
import { WebhookEvent } from '../domain/webhooks/webhook.ts'
import { DeliveryReport } from '../wire/partnerships/delivery-report.ts'
import { settings } from './settings.ts'
import type { QueueName } from './storage-names.ts'
import { currentCorrelationId, logUnexpected } from './telemetry.ts'

/** Every message there is, by queue. */
export const messages = {
  'drain-outbox': z.object({ providerId: z.string(), aggregateId: z.string() }),
  'send-partnership-invite': z.object({ providerId: z.string(), requestId: z.string(), mailId: z.string() }),
  'expire-invitation': z.object({ providerId: z.string(), requestId: z.string() }),
  'remind-invitation': z.object({ providerId: z.string(), requestId: z.string() }),
  'purge-setup-info': z.object({ providerId: z.string(), customerId: z.string() }),
  'purge-customer-user': z.object({ providerId: z.string(), customerId: z.string(), userId: z.string() }),
  'purge-partner': z.object({ providerId: z.string() }),
  'deliver-webhook': z.object({ providerId: z.string(), event: WebhookEvent, attempt: z.number().int().min(1) }),
  'record-delivery-report': DeliveryReport,
} as const satisfies Record<QueueName, z.ZodType>
export type Message<Q extends QueueName> = z.infer<(typeof messages)[Q]>

/** Every message of ours says under which correlation id it was put: what its step does belongs to the same story. */
export const Traced = z.object({ correlationId: z.string().optional() })
type Traced = { readonly correlationId: string | undefined }

/** A message that was put, so that it can be taken back. */
export interface Receipt {
  readonly queue: QueueName
  readonly messageId: string
  readonly popReceipt: string
}

const clients = new Map<string, Promise<QueueClient>>()

/** A queue, or the poison queue of one. */
export function queueAt(queue: QueueName | `${QueueName}-poison`): Promise<QueueClient> {
  const known = clients.get(queue)
  if (known) return known
  const made = connect(queue)
  clients.set(queue, made)
  return made
}

async function connect(queue: string): Promise<QueueClient> {
  const options: StoragePipelineOptions = { retryOptions: { maxTries: 4, retryDelayInMs: 50 } }
  if ('connectionString' in settings.queues) return new QueueClient(settings.queues.connectionString, queue, options)
  const { identity } = await import('./identity.ts')
  return new QueueClient(`${settings.queues.endpoint.replace(/\/$/, '')}/${queue}`, identity(), options)
}

/** Puts a message, visible after `delaySeconds`; it never expires. */
export async function send<Q extends QueueName>(
  queue: Q,
  message: Message<Q>,
  { delaySeconds = 0 } = {},
): Promise<Receipt> {
  const client = await queueAt(queue)
  const traced: Message<Q> & Traced = { ...message, correlationId: currentCorrelationId() }
  const { messageId, popReceipt } = await client.sendMessage(base64(JSON.stringify(traced)), {
    visibilityTimeout: delaySeconds,
    messageTimeToLive: -1,
  })
  return { queue, messageId, popReceipt }
}

/** Puts what a step was given into its queue anew: with all its tries, visible after `delaySeconds`. */
export async function putBack(queue: QueueName, entry: unknown, delaySeconds: number): Promise<void> {
  const text = typeof entry === 'string' ? entry : JSON.stringify(entry)
  await (await queueAt(queue)).sendMessage(base64(text), { visibilityTimeout: delaySeconds, messageTimeToLive: -1 })
}

/** Takes a message back, if nobody has begun to read it. */
export async function takeBack({ queue, messageId, popReceipt }: Receipt): Promise<void> {
  const client = await queueAt(queue)
  try {
    await client.deleteMessage(messageId, popReceipt)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Whether the queues answer. */
export async function canReachQueues(): Promise<boolean> {
  try {
    await (await queueAt('drain-outbox')).getProperties()
    return true
  } catch (error) {
    logUnexpected(error)
    return false
  }
}

// The queue trigger reads base64; the SDK sends text as it is given.
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** Whether an error says that a message or a queue is not there: 404 by the emulator, 400 by Azure for a receipt that is no longer good. */
export function isGone(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    (error.statusCode === 404 || error.statusCode === 400)
  )
}
