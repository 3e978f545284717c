import type { DequeuedMessageItem } from '@azure/storage-queue'
import type { QueueName } from '../../../shared/azure/storage-names.ts'
import { passTime, secondMs } from '../clock.ts'
import { handOver, type World } from './fault-world.ts'

/** Numbers from 0 to 1 that follow from a seed alone. */
export type Random = () => number

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Delivery {
  readonly queue: QueueName
  readonly entry: DequeuedMessageItem
}

// Longer than a guard message waits, and than a message that was left is hidden.
const untilVisibleMs = 95 * secondMs
const hiddenSeconds = 60
const dyingPasses = 4
const mostPasses = 30

/**
 * Runs the queue steps until every queue is empty, as the host does: a message is deleted when its step succeeds, and comes
 * again when it does not. In the first passes the process dies now and then in the middle of a step, or right after it.
 * @throws {Error} when a message never goes
 */
export async function heal(world: World, random: Random): Promise<void> {
  for (let pass = 0; (await waiting(world)) > 0; pass++) {
    if (pass === mostPasses) throw new Error(`messages that never go: ${JSON.stringify(await receiveAll(world))}`)
    passTime(untilVisibleMs)
    for (const delivery of await receiveAll(world)) await tend(world, delivery, pass < dyingPasses ? random : never)
  }
}

/** What never lets anything die. */
export const never: Random = () => 1

async function tend(world: World, delivery: Delivery, random: Random): Promise<void> {
  const dies = random() < 0.35
  if (dies) world.proxy.dieAt(1 + Math.floor(random() * 5), random() < 0.5 ? 'before' : 'after')
  const isDone = await deliver(world, delivery)
  world.proxy.revive()
  // The host may die, too, between the end of the step and the deletion of its message.
  if (isDone && !(dies && random() < 0.3)) await remove(world, delivery)
}

/** Hands a message to its step and lets its work after that end. Gives whether the step succeeded. */
async function deliver(world: World, { queue, entry }: Delivery): Promise<boolean> {
  try {
    await handOver(queue, messageIn(entry))
    return true
  } catch {
    return false
  } finally {
    await world.settled()
  }
}

async function remove(world: World, { queue, entry }: Delivery): Promise<void> {
  await world.queue(queue).deleteMessage(entry.messageId, entry.popReceipt)
}

/** Takes every message that is visible now. */
export async function receiveAll(world: World): Promise<Delivery[]> {
  const received = await Promise.all(
    world.fedQueues().map(async (queue) => {
      const client = world.queue(queue)
      const { receivedMessageItems } = await client.receiveMessages({
        numberOfMessages: 32,
        visibilityTimeout: hiddenSeconds,
      })
      return receivedMessageItems.map((entry) => ({ queue, entry }))
    }),
  )
  return received.flat()
}

/** The text of a message, as the host gives it to a step. */
export function messageIn({ messageText }: Pick<DequeuedMessageItem, 'messageText'>): unknown {
  return JSON.parse(Buffer.from(messageText, 'base64').toString('utf8'))
}

/** How many messages there are, those that are hidden included. */
async function waiting(world: World): Promise<number> {
  const counts = await Promise.all(world.fedQueues().map(world.waitingIn))
  return counts.reduce((sum, count) => sum + count, 0)
}
