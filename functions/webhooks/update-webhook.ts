import { updateWebhook } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { RegisteredWebhook } from '../../shared/wire/shapes/webhook.ts'
import { registeredWebhookToWire, WebhookInput } from '../../shared/wire/webhook.ts'

export const handler = endpoint(
  {
    name: 'update-webhook',
    method: 'PUT',
    route: 'webhooks/v1/registration',
    summary: 'Change address, events or signature header of your webhook',
    partnerCenter: 'same',
    roles: webhookRoles,
    body: WebhookInput,
    answers: { 200: RegisteredWebhook },
    faults: ['webhookNotRegistered', 'webhooksNotSetUp', 'requestIdReused'],
  },
  ({ command, caller, body }) =>
    updateWebhook(command, caller, body, (registration) => ok(registeredWebhookToWire(registration))),
)
