import { commitWebhook, openWebhook } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { registered, registerWebhook } from '../../shared/domain/webhooks/webhook.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { RegisteredWebhookShape, registeredWebhookToWire, WebhookInput } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'update-webhook',
    method: 'PUT',
    route: 'webhooks/v1/registration',
    summary: 'Change address, events or signature header of your webhook',
    partnerCenter: 'same',
    roles: webhookRoles,
    body: WebhookInput,
    answers: { 200: RegisteredWebhookShape },
    faults: ['webhookNotRegistered', 'webhooksNotSetUp', 'requestIdReused'],
  },
  async ({ command, caller, body }) => {
    const open = await openWebhook(command, caller)
    const registration = registerWebhook(registered(open.registration), body, open.terms)

    return commitWebhook(open, registration, ok(registeredWebhookToWire(registration)))
  },
)
