import { claimAttempt, recordAttempt } from '../../shared/aggregates/webhooks/webhook-delivery.ts'
import { letterOf, post } from '../../shared/azure/webhook-post.ts'
import { findSubscriber } from '../../shared/command/subscribers.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'deliver-webhook',
  'Post one event to a webhook once; an attempt that failed asks for the next',
  async (message, { command }) => {
    const subscriber = await findSubscriber(message.providerId, message.event.name)
    const letter = subscriber && letterOf(subscriber, message.event)
    const claim = letter && (await claimAttempt(command, message, letter.url))
    if (!claim) return

    await recordAttempt(message, claim, await post(letter))
  },
)
