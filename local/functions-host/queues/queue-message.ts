import type { ReceivedMessageItem } from '@azure/storage-queue'
import type { TypedValue } from '../contract.ts'
import type { Trigger } from '../invocation.ts'
import { toDotNetTime } from '../time-span.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text inside a message; undefined when it is not base64 of UTF-8, as it should be. */
export function decodeMessage(messageText: string, isBase64: boolean): string | undefined {
  if (!isBase64) return messageText
  const packed = messageText.replace(/\s/g, '')
  if (packed.length % 4 !== 0 || !/^[a-z0-9+/]*={0,2}$/i.test(packed)) return undefined
  try {
    return utf8.decode(Buffer.from(packed, 'base64'))
  } catch {
    return undefined
  }
}

/** What the function is given: the text (the library parses JSON), and the message's properties. */
export function toQueueTrigger(message: ReceivedMessageItem, text: string): Trigger {
  const metadata: Record<string, TypedValue> = {
    QueueTrigger: { string: text },
    DequeueCount: { json: String(message.dequeueCount) },
    ExpirationTime: toTime(message.expiresOn),
    Id: { string: message.messageId },
    InsertionTime: toTime(message.insertedOn),
    NextVisibleTime: toTime(message.nextVisibleOn),
    PopReceipt: { string: message.popReceipt },
  }
  for (const [name, value] of Object.entries(topLevelMembers(text))) {
    // The real host's dictionary ignores case and keeps the first spelling: a message's "id" hides the message id.
    const key = Object.keys(metadata).find((known) => known.toLowerCase() === name.toLowerCase()) ?? name
    metadata[key] = value
  }
  return { data: { string: text }, metadata }
}

function toTime(moment: Date): TypedValue {
  return { json: JSON.stringify(toDotNetTime(moment)) }
}

function topLevelMembers(text: string): Record<string, TypedValue> {
  if (!text.trim().startsWith('{')) return {}
  try {
    const members = Object.entries(JSON.parse(text)).filter(([, value]) => value !== null && !Array.isArray(value))
    return Object.fromEntries(members.map(([name, value]) => [name, toMember(value)]))
  } catch {
    return {}
  }
}

/** Scalars become text the .NET way ("True"); the library turns numbers back into numbers. */
function toMember(value: unknown): TypedValue {
  if (typeof value === 'object') return { json: JSON.stringify(value) }
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' }
  return { string: String(value) }
}
