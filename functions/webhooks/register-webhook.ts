import { commitWebhook, openWebhook } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { registerWebhook } from '../../shared/domain/webhooks/webhook.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { RegisteredWebhookShape, registeredWebhookToWire, WebhookInput } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'register-webhook',
    method: 'POST',
    route: 'webhooks/v1/registration',
    summary: 'Register the address that events are posted to; a partner has one',
    partnerCenter: { differs: 'Registering again replaces; events are signed with a certificate of this service' },
    roles: webhookRoles,
    body: WebhookInput,
    answers: { 200: RegisteredWebhookShape },
    faults: ['webhooksNotSetUp', 'requestIdReused'],
  },
  async ({ command, caller, body }) => {
    const open = await openWebhook(command, caller)
    const registration = registerWebhook(open.registration, body, open.terms)

    return commitWebhook(open, registration, ok(registeredWebhookToWire(registration)))
  },
)
