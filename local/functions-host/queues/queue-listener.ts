import { availableParallelism } from 'node:os'
import type { QueueClient, ReceivedMessageItem } from '@azure/storage-queue'
import { messageOf } from '../errors.ts'
import type { Executor } from '../executor.ts'
import type { LoadedFunction, QueueTrigger } from '../loaded-function.ts'
import type { Logger } from '../logger.ts'
import type { HostJson } from '../settings.ts'
import { decodeMessage, toQueueTrigger } from './queue-message.ts'
import { isQueueMissing, type Queues, sendCreating } from './queues.ts'

const invisibleSeconds = 600
const shortestPollingMilliseconds = 100

export interface QueueOptions {
  readonly batchSize: number
  readonly newBatchThreshold: number
  readonly maxDequeueCount: number
  readonly visibilitySeconds: number
  readonly minPollingMilliseconds: number
  readonly maxPollingMilliseconds: number
}

export function readQueueOptions(hostJson: HostJson): QueueOptions {
  const path = 'extensions.queues'
  const batchSize = hostJson.integer(`${path}.batchSize`, { minimum: 1, maximum: 32, otherwise: 16 })
  const threshold = Math.trunc(batchSize / 2) * availableParallelism()
  return {
    batchSize,
    newBatchThreshold: hostJson.integer(`${path}.newBatchThreshold`, {
      minimum: 0,
      maximum: 1000,
      otherwise: threshold,
    }),
    maxDequeueCount: hostJson.integer(`${path}.maxDequeueCount`, { minimum: 1, maximum: 1000, otherwise: 5 }),
    visibilitySeconds: Math.trunc(hostJson.milliseconds(`${path}.visibilityTimeout`, 0) / 1000),
    minPollingMilliseconds: shortestPollingMilliseconds,
    maxPollingMilliseconds: Math.max(
      shortestPollingMilliseconds,
      hostJson.milliseconds(`${path}.maxPollingInterval`, 60_000),
    ),
  }
}

export interface ListenerParts {
  readonly fn: LoadedFunction
  readonly trigger: QueueTrigger
  readonly queues: Queues
  readonly options: QueueOptions
  readonly executor: Pick<Executor, 'run'>
  readonly log: Logger
}

/** Polls one queue and runs its function for every message, from construction until `stop`. */
export class QueueListener {
  readonly #parts: ListenerParts
  readonly #client: QueueClient
  /** A queue that is itself a poison queue has none. */
  readonly #poison: QueueClient | undefined
  readonly #running = new Set<Promise<void>>()
  readonly #polling: Promise<void>
  #endDelay: () => void = () => {}
  /** Set by a wake-up that comes while a poll is already under way. */
  #isWoken = false
  #isStopped = false

  constructor(parts: ListenerParts) {
    const { queues, trigger } = parts
    const { queueName } = trigger.queue
    this.#parts = parts
    this.#client = queues.client(trigger.queue)
    this.#poison = queueName.endsWith('-poison')
      ? undefined
      : queues.client({ ...trigger.queue, queueName: `${queueName}-poison` })
    queues.listen(this.#client, () => {
      this.#isWoken = true
      this.#endDelay()
    })
    this.#polling = this.#poll()
  }

  /** Takes no more messages; resolves when those taken are done with. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#endDelay()
    await this.#polling
    await Promise.all(this.#running)
  }

  async #poll(): Promise<void> {
    const { batchSize, newBatchThreshold, minPollingMilliseconds, maxPollingMilliseconds } = this.#parts.options
    let delay = minPollingMilliseconds
    while (!this.#isStopped) {
      this.#isWoken = false
      const messages = await this.#receive(batchSize)
      for (const message of messages) this.#start(message)
      if (messages.length > 0) {
        delay = minPollingMilliseconds
        while (this.#running.size > newBatchThreshold) await Promise.race(this.#running)
        continue
      }
      await this.#wait(delay)
      delay = Math.min(maxPollingMilliseconds, delay * 2 * (0.8 + Math.random() * 0.4))
    }
  }

  async #receive(numberOfMessages: number): Promise<readonly ReceivedMessageItem[]> {
    try {
      const received = await this.#client.receiveMessages({ numberOfMessages, visibilityTimeout: invisibleSeconds })
      return received.receivedMessageItems
    } catch (error) {
      if (!isQueueMissing(error)) this.#logError('The queue could not be read', error)
      return []
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    if (this.#isStopped || this.#isWoken) return
    const { fn, trigger, log } = this.#parts
    const wait = `will wait ${Math.round(milliseconds)} ms before polling queue '${trigger.queue.queueName}'.`
    log({ level: 'debug', category: `Function.${fn.name}`, message: `Function '${fn.name}' ${wait}` })
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, milliseconds)
    this.#endDelay = resolve
    await promise
    clearTimeout(timer)
    this.#endDelay = () => {}
  }

  #start(message: ReceivedMessageItem): void {
    const running = this.#run(message)
      .catch((error: unknown) => this.#logError(`Message ${message.messageId} could not be completed`, error))
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async #run(message: ReceivedMessageItem): Promise<void> {
    const { maxDequeueCount, visibilitySeconds } = this.#parts.options
    const text = decodeMessage(message.messageText, this.#parts.queues.isBase64)
    if (text === undefined) this.#logError(`Message ${message.messageId} is not base64 of UTF-8`, undefined)
    const isHopeless = text === undefined || message.dequeueCount > maxDequeueCount
    if (this.#poison && isHopeless) return this.#moveTo(this.#poison, message, message.popReceipt)
    if (text === undefined) return

    const lease = this.#keepInvisible(message)
    const hasSucceeded = await this.#execute(message, text)
    const popReceipt = await lease.end()
    if (hasSucceeded) await this.#client.deleteMessage(message.messageId, popReceipt)
    else if (this.#poison && message.dequeueCount >= maxDequeueCount)
      await this.#moveTo(this.#poison, message, popReceipt)
    else if (this.#poison) await this.#client.updateMessage(message.messageId, popReceipt, undefined, visibilitySeconds)
  }

  async #execute(message: ReceivedMessageItem, text: string): Promise<boolean> {
    const { executor, fn, trigger } = this.#parts
    const reason = `New queue message detected on '${trigger.queue.queueName}'.`
    try {
      await executor.run({ fn, reason, ...toQueueTrigger(message, text) })
      return true
    } catch {
      // The executor has logged it; what becomes of the message is decided by its dequeue count.
      return false
    }
  }

  async #moveTo(poison: QueueClient, message: ReceivedMessageItem, popReceipt: string): Promise<void> {
    const { fn, trigger, log } = this.#parts
    const text = `Message has reached MaxDequeueCount of ${this.#parts.options.maxDequeueCount}, or cannot be decoded. Moving message to queue '${trigger.queue.queueName}-poison'.`
    log({ level: 'warning', category: `Function.${fn.name}`, message: text })
    await sendCreating(poison, message.messageText)
    await this.#client.deleteMessage(message.messageId, popReceipt)
  }

  /** Renews the ten minutes at half-life; `end` gives the receipt that is valid then. */
  #keepInvisible(message: ReceivedMessageItem): { end(): Promise<string> } {
    let receipt = Promise.resolve(message.popReceipt)
    const renew = async (current: Promise<string>): Promise<string> => {
      const popReceipt = await current
      try {
        const renewed = await this.#client.updateMessage(message.messageId, popReceipt, undefined, invisibleSeconds)
        return renewed.popReceipt ?? popReceipt
      } catch (error) {
        this.#logError(`Message ${message.messageId} could not be kept invisible`, error)
        return popReceipt
      }
    }
    const timer = setInterval(() => {
      receipt = renew(receipt)
    }, invisibleSeconds * 500)
    return {
      end: () => {
        clearInterval(timer)
        return receipt
      },
    }
  }

  #logError(what: string, error: unknown): void {
    const { fn, trigger, log } = this.#parts
    const cause = error === undefined ? '' : `: ${messageOf(error)}`
    const message = `${what} (queue '${trigger.queue.queueName}')${cause}`
    log({ level: 'error', category: `Function.${fn.name}`, message })
  }
}
