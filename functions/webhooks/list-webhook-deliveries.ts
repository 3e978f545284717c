import { listDeliveries } from '../../shared/aggregates/webhooks/webhooks.ts'
import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { page } from '../../shared/wire/collection.ts'
import { PageQuery } from '../../shared/wire/page-query.ts'
import { deliveryToWire, WebhookDeliveryListShape } from '../../shared/wire/webhooks/webhook.ts'

export const handler = endpoint(
  {
    name: 'list-webhook-deliveries',
    method: 'GET',
    route: 'webhooks/v1/registration/deliveries',
    summary: 'List every attempt to post an event to your webhook, newest first, with what came of it',
    roles: webhookRoles,
    query: PageQuery,
    answers: { 200: WebhookDeliveryListShape },
    faults: [],
  },
  async ({ caller, query, request }) => {
    const token = request.headers.get('ms-continuationtoken')
    const deliveries = await listDeliveries(caller, query, token)
    const items = deliveries.items.map((delivery) => deliveryToWire(delivery, settings.baseUrl))

    return ok(page(items, selfOf(request.url), deliveries))
  },
)
