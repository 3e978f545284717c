import { readTestEvent } from '../../shared/aggregates/webhooks/webhooks.ts'
import { ok } from '../../shared/command/answer.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { WebhookTestShape, webhookTestToWire } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'get-webhook-test',
    method: 'GET',
    route: 'webhooks/v1/registration/validationEvents/{correlationId:guid}',
    summary: 'See what became of a test event, for seven days',
    partnerCenter: { differs: 'For seven days; also inProgress and failed' },
    roles: webhookRoles,
    answers: { 200: WebhookTestShape },
    faults: ['webhookTestNotFound'],
  },
  async ({ caller, params, now }) => {
    const { test, log } = await readTestEvent(caller, params.correlationId, now)

    return ok(webhookTestToWire(test, caller.partnerId, log))
  },
)
