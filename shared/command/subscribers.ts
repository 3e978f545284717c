import { read } from '../azure/store.ts'
import { isWanted, type WebhookEventName, type WebhookRegistration } from '../domain/webhooks/webhook.ts'
import { Kept } from './kept.ts'
import { decodeIfAny, keys, WebhookRoot } from './tables.ts'

const kept = new Kept<WebhookRegistration | undefined>({ ms: 30_000, atMost: 1_000 })

/** Keeps a registration that was just read or written. */
export function keepRegistration(partnerId: string, registration: WebhookRegistration | undefined): void {
  kept.set(partnerId, registration)
}

/** The webhook of a partner, as it is now. */
export async function findRegistration(partnerId: string): Promise<WebhookRegistration | undefined> {
  return decodeIfAny(WebhookRoot, await read('providers', partnerId, keys.webhook()))?.registration
}

/** The webhook of a partner, as it is now, if it has subscribed to an event. */
export async function findSubscriber(partnerId: string, name: WebhookEventName) {
  const registration = await findRegistration(partnerId)
  return registration && isWanted(registration, name) ? registration : undefined
}

/**
 * Whether a partner has subscribed to an event, known without a storage call on most commands. That nobody has is kept too, as
 * it is the case for nearly every partner: without that each of their commands would read once more. The price is that other
 * instances heed a new registration half a minute late, and send nothing of what happens in between.
 */
export async function isSubscribed(partnerId: string, name: WebhookEventName): Promise<boolean> {
  const known = kept.get(partnerId)
  const registration = known ? known.value : kept.set(partnerId, await findRegistration(partnerId))
  return registration !== undefined && isWanted(registration, name)
}
