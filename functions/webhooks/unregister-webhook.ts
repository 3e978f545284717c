import { commitWebhook, openWebhook } from '../../shared/aggregates/webhooks/webhooks.ts'
import { noContent } from '../../shared/command/answer.ts'
import { unregisterWebhook } from '../../shared/domain/webhooks/webhook.ts'
import { webhookRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'

export const handler = endpoint(
  {
    name: 'unregister-webhook',
    method: 'DELETE',
    route: 'webhooks/v1/registration',
    summary: 'Take your webhook back: nothing is posted to it any more',
    roles: webhookRoles,
    answers: { 204: 'nothing' },
    faults: ['webhookNotRegistered', 'webhooksNotSetUp'],
  },
  async ({ command, caller, now }) => {
    const open = await openWebhook(command, caller)

    return commitWebhook(open, unregisterWebhook(open.registration, now), noContent())
  },
)
