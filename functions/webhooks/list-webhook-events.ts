import { ok } from '../../shared/azure/answer.ts'
import { webhookRoles } from '../../shared/azure/contract.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { webhookEventNames } from '../../shared/domain/webhook.ts'
import { WebhookEvents } from '../../shared/wire/shapes/webhook.ts'

export const handler = endpoint(
  {
    name: 'list-webhook-events',
    method: 'GET',
    route: 'webhooks/v1/registration/events',
    summary: 'List the events a webhook can be registered for',
    partnerCenter: { differs: "Two of Partner Center's events and three of ours" },
    roles: webhookRoles,
    answers: { 200: WebhookEvents },
    faults: [],
  },
  () => Promise.resolve(ok(webhookEventNames)),
)
