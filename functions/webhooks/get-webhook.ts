import { readWebhook } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { WebhookRegistrationShape, webhookToWire } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'get-webhook',
    method: 'GET',
    route: 'webhooks/v1/registration',
    summary: 'Get the registration of your webhook',
    partnerCenter: 'same',
    roles: webhookRoles,
    answers: { 200: WebhookRegistrationShape },
    faults: ['webhookNotRegistered'],
  },
  async ({ caller }) => ok(webhookToWire(await readWebhook(caller))),
)
