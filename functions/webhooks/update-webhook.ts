import { ok } from '../../shared/azure/answer.ts'
import { webhookRoles } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { updateWebhook } from '../../shared/azure/webhooks.ts'
import { registeredWebhookToWire, WebhookInput } from '../../shared/wire/webhook.ts'

export const handler = endpoint(
  {
    name: 'update-webhook',
    method: 'PUT',
    route: 'webhooks/v1/registration',
    summary: 'Change address, events or signature header of your webhook',
    roles: webhookRoles,
    body: WebhookInput,
    faults: ['webhookNotRegistered', 'webhooksNotSetUp', 'requestIdReused'],
  },
  ({ command, caller, body }) =>
    updateWebhook(command, caller, body, (registration) => ok(registeredWebhookToWire(registration))),
)
