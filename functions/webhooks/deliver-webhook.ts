import { claimAttempt, recordAttempt } from '../../shared/azure/webhook-delivery.ts'
import { letterOf, post } from '../../shared/azure/webhook-post.ts'
import { findListener } from '../../shared/azure/webhooks.ts'
import { worker } from '../../shared/azure/worker.ts'

export const handler = worker('deliver-webhook', async (message, { command, context }) => {
  const listener = await findListener(message.providerId, message.event.name)
  const letter = listener && letterOf(listener, message.event)
  const claim = letter && (await claimAttempt(command, message, letter.url))
  if (!claim) return

  await recordAttempt(message, claim, await post(letter), context)
})
