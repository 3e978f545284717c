import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { QueueClient } from '@azure/storage-queue'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { handler as deliverWebhook } from '../../functions/webhooks/deliver-webhook.ts'
import { handler as certificate } from '../../functions/webhooks/get-webhook-certificate.ts'
import type { Message } from '../../shared/azure/queues.ts'
import { settled } from '../../shared/command/outbox.ts'
import { call, type Person, type Reply } from './call.ts'
import { must } from './given.ts'
import { watchedContext } from './log-lines.ts'

export type Delivery = Message<'deliver-webhook'>

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver of a partner, which answers as it is told, and the messages on the way to it. */
export const hook = {
  url: '',
  received: [] as Received[],
  answers: { status: 200 } as { readonly status: number; readonly location?: string },
  /** Every message that was put for a delivery, with its delay: a delayed one cannot be looked at in the queue. */
  put: [] as { readonly message: Delivery; readonly delay: number }[],
  guards: [] as { readonly message: unknown; readonly delay: number }[],
  isDeliveryQueueDown: false,
}

/** Runs the receiver for the tests of this file, and listens to the queues. */
export function useReceiver(): void {
  let receiver: Server
  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      const body = (await buffer(request)).toString()
      hook.received.push({ path: request.url ?? '', headers: request.headers, body })
      const { status, location } = hook.answers
      response.writeHead(status, { ...(location && { location }) }).end('thanks')
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    hook.url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  })
  afterAll(() => new Promise((resolve) => receiver.close(resolve)))
  beforeEach(() => {
    Object.assign(hook, { received: [], answers: { status: 200 }, put: [], guards: [], isDeliveryQueueDown: false })
    listenToQueues()
  })
  afterEach(() => vi.restoreAllMocks())
}

function listenToQueues(): void {
  const original = QueueClient.prototype.sendMessage
  vi.spyOn(QueueClient.prototype, 'sendMessage').mockImplementation(function (this: QueueClient, text, options) {
    const message = JSON.parse(Buffer.from(text, 'base64').toString())
    const delay = options?.visibilityTimeout ?? 0
    if (this.name === 'drain-outbox') hook.guards.push({ message, delay })
    if (this.name === 'deliver-webhook') {
      if (hook.isDeliveryQueueDown) return Promise.reject(new Error('the process died'))
      hook.put.push({ message, delay })
    }
    return original.call(this, text, options)
  })
}

export const aWebhook = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  WebhookUrl: hook.url,
  WebhookEvents: ['subscription-updated', 'partnership-request-accepted'],
  ...overrides,
})

export async function givenWebhook(admin: Person, overrides: Readonly<Record<string, unknown>> = {}): Promise<Reply> {
  return must(await call('POST', '/webhooks/v1/registration', { as: admin, body: aWebhook(overrides) }), 200)
}

/** Hands a message to the step as the host would: the JSON is read, and the invocation has an id of its own. */
export const deliver = (message: Delivery) => deliverWebhook(message, watchedContext({ invocationId: randomUUID() }))

export async function givenTestEvent(admin: Person): Promise<Delivery> {
  must(await call('POST', '/webhooks/v1/registration/validationEvents', { as: admin }), 200)
  await settled()
  return lastPut()
}

export function lastPut(): Delivery {
  const last = hook.put.at(-1)
  if (!last) throw new Error('nothing was put')
  return last.message
}

export const logOf = async (admin: Person) =>
  must(await call('GET', '/webhooks/v1/registration/deliveries', { as: admin }), 200).body.items

export async function servedCertificate(): Promise<Buffer> {
  const response = await certificate({ headers: new Headers() } as never, watchedContext())
  return Buffer.from((response as { body: Uint8Array }).body)
}
