import { type QueueClient, QueueServiceClient } from '@azure/storage-queue'
import type { QueueAddress } from '../loaded-function.ts'

/** Short: a listener tries again by itself, and a host that stops waits for the request under way. */
const retryOptions = { maxTries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 1_000 }

/** The storage queues of an app, and the listeners to wake when the host itself writes to one. */
export class Queues {
  /** Whether message text is base64 (`extensions.queues.messageEncoding`). */
  readonly isBase64: boolean
  readonly #services = new Map<string, QueueServiceClient>()
  readonly #listeners = new Map<string, (() => void)[]>()

  constructor(isBase64: boolean) {
    this.isBase64 = isBase64
  }

  client(address: QueueAddress): QueueClient {
    let service = this.#services.get(address.connectionString)
    if (!service) {
      service = QueueServiceClient.fromConnectionString(address.connectionString, { retryOptions })
      this.#services.set(address.connectionString, service)
    }
    return service.getQueueClient(address.queueName)
  }

  /** Calls `wake` after every message sent through an output binding to this queue. */
  listen(client: QueueClient, wake: () => void): void {
    this.#listeners.set(client.url, [...(this.#listeners.get(client.url) ?? []), wake])
  }

  async send(address: QueueAddress, content: string | Uint8Array): Promise<void> {
    const client = this.client(address)
    await sendCreating(client, Buffer.from(content).toString(this.isBase64 ? 'base64' : 'utf8'))
    for (const wake of this.#listeners.get(client.url) ?? []) wake()
  }
}

/** Sends to a queue that is created when it is missing. */
export async function sendCreating(client: QueueClient, messageText: string): Promise<void> {
  try {
    await client.sendMessage(messageText)
  } catch (error) {
    if (!isQueueMissing(error)) throw error
    await client.createIfNotExists()
    await client.sendMessage(messageText)
  }
}

export function isQueueMissing(error: unknown): boolean {
  const { code } = Object(error)
  return code === 'QueueNotFound'
}
