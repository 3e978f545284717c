import { QueueClient } from '@azure/storage-queue'

/** Work that was committed but not finished. */
export interface Owed {
  readonly providerId: string
  readonly aggregateId: string
}

/** What the row of an outbox is of; nothing where it is another row. */
export function owedBy(partition: string, key: string): Owed[] {
  const [, aggregateId] = /^o!([^!]+)!/.exec(key) ?? []
  return aggregateId === undefined ? [] : [{ providerId: partition, aggregateId }]
}

/** Has the service finish what is owed: a message each, which may come twice without harm. */
export async function putDrains(access: string, owed: readonly Owed[]): Promise<void> {
  const queue = await queueOf(access, 'drain-outbox')
  for (const message of owed)
    await queue.sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'), { messageTimeToLive: -1 })
}

async function queueOf(access: string, name: string): Promise<QueueClient> {
  if (!access.startsWith('https://')) return new QueueClient(access, name)
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new QueueClient(`${access.replace(/\/$/, '')}/${name}`, new DefaultAzureCredential())
}
