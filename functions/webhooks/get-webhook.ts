import { ok } from '../../shared/azure/answer.ts'
import { webhookRoles } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { readWebhook } from '../../shared/azure/webhooks.ts'
import { WebhookRegistration } from '../../shared/wire/shapes/webhook.ts'
import { webhookToWire } from '../../shared/wire/webhook.ts'

export const handler = endpoint(
  {
    name: 'get-webhook',
    method: 'GET',
    route: 'webhooks/v1/registration',
    summary: 'Get the registration of your webhook',
    partnerCenter: 'same',
    roles: webhookRoles,
    answers: { 200: WebhookRegistration },
    faults: ['webhookNotRegistered'],
  },
  async ({ caller }) => ok(webhookToWire(await readWebhook(caller))),
)
