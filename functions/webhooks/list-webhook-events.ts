import { ok } from '../../shared/command/answer.ts'
import { registrableEventNames } from '../../shared/domain/webhooks/webhook.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { WebhookEventsShape } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'list-webhook-events',
    method: 'GET',
    route: 'webhooks/v1/registration/events',
    summary: 'List the events a webhook can be registered for',
    partnerCenter: {
      differs: 'All that Partner Center documents, of which three are sent, and four of ours',
    },
    roles: webhookRoles,
    answers: { 200: WebhookEventsShape },
    faults: [],
  },
  () => Promise.resolve(ok(registrableEventNames)),
)
