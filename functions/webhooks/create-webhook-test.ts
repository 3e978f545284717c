import { commitWebhookTest, openWebhook } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { newestFirstGuid } from '../../shared/command/made-ids.ts'
import { requestTest } from '../../shared/domain/webhooks/webhook.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { WebhookTestStartedShape } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'create-webhook-test',
    method: 'POST',
    route: 'webhooks/v1/registration/validationEvents',
    summary: 'Have a test event sent to your webhook, twice a minute at most',
    partnerCenter: 'same',
    roles: webhookRoles,
    answers: { 200: WebhookTestStartedShape },
    faults: ['webhookNotRegistered', 'webhooksNotSetUp', 'tooManyRequests'],
  },
  async ({ command, caller, now }) => {
    const open = await openWebhook(command, caller, { mayNotify: true })
    const correlationId = newestFirstGuid(now)
    const requested = requestTest(open.registration, correlationId, now)

    return commitWebhookTest(open, requested, ok({ correlationId }))
  },
)
