import { createTestEvent } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { WebhookTestStarted } from '../../shared/wire/shapes/webhook.ts'

export const handler = endpoint(
  {
    name: 'create-webhook-test',
    method: 'POST',
    route: 'webhooks/v1/registration/validationEvents',
    summary: 'Have a test event sent to your webhook, twice a minute at most',
    partnerCenter: 'same',
    roles: webhookRoles,
    answers: { 200: WebhookTestStarted },
    faults: ['webhookNotRegistered', 'webhooksNotSetUp', 'tooManyRequests'],
  },
  ({ command, caller }) => createTestEvent(command, caller, (correlationId) => ok({ correlationId })),
)
