import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue'
import { severalAtOnce } from './at-once.ts'
import { isGone, queueAt } from './queues.ts'
import type { QueueName } from './storage-names.ts'

/** What a run holds in memory; more than that comes with the next run. */
const heldAtMost = 20_000
/** Longer than a timer may run: what is held is nobody else's until then. */
const heldSeconds = 600
const callsAtOnce = 8
const mostAtOnce = 100
const yearMs = 365 * 86_400_000

type Held = Pick<DequeuedMessageItem, 'messageId' | 'popReceipt' | 'messageText'>

/**
 * Puts the messages of a step's poison queue back for another round of tries. The host gives a poisoned message seven days: where
 * there are many, each is given all time first, so that none is lost while others are tried. As soon as one has come back the
 * rest stay where they are until the next run.
 * @returns how many were put back
 */
export async function redrive(queue: QueueName): Promise<number> {
  const [poison, target] = await Promise.all([queueAt(`${queue}-poison`), queueAt(queue)])
  const found = await holdAll(poison)
  const held = found.length > mostAtOnce ? await renewed(poison, found) : found
  for (let from = 0; from < held.length; from += mostAtOnce) {
    if (from > 0 && (await hasComeBack(poison))) return from
    await severalAtOnce(
      held.slice(from, from + mostAtOnce),
      callsAtOnce,
      async ({ messageId, popReceipt, messageText }) => {
        await target.sendMessage(messageText, { messageTimeToLive: -1 })
        await poison.deleteMessage(messageId, popReceipt)
      },
    )
  }
  return held.length
}

async function holdAll(poison: QueueClient): Promise<readonly DequeuedMessageItem[]> {
  const held: DequeuedMessageItem[] = []
  while (held.length < heldAtMost) {
    const batch = await receive(poison)
    if (batch.length === 0) return held
    held.push(...batch)
  }
  return held
}

/** The messages as ones that never expire, held all the same. */
async function renewed(poison: QueueClient, found: readonly DequeuedMessageItem[]): Promise<readonly Held[]> {
  const held: Held[] = []
  await severalAtOnce(found, callsAtOnce, async (message) => {
    held.push(lastsForever(message) ? message : await renew(poison, message))
  })
  return held
}

async function renew(poison: QueueClient, { messageId, popReceipt, messageText }: Held): Promise<Held> {
  const copy = await poison.sendMessage(messageText, { messageTimeToLive: -1, visibilityTimeout: heldSeconds })
  await poison.deleteMessage(messageId, popReceipt)
  return { messageId: copy.messageId, popReceipt: copy.popReceipt, messageText }
}

const lastsForever = ({ expiresOn }: DequeuedMessageItem): boolean => expiresOn.getTime() - Date.now() > yearMs

/** What was there is held: whatever can be seen has come since. */
async function hasComeBack(poison: QueueClient): Promise<boolean> {
  return (await poison.peekMessages({ numberOfMessages: 1 })).peekedMessageItems.length > 0
}

async function receive(client: QueueClient) {
  try {
    const asked = { numberOfMessages: 32, visibilityTimeout: heldSeconds }
    return (await client.receiveMessages(asked)).receivedMessageItems
  } catch (error) {
    // The host makes a poison queue when it first needs one.
    if (isGone(error)) return []
    throw error
  }
}
