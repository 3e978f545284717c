import * as z from 'zod'
import { line } from '../domain/line.ts'
import type { WantedWebhook, WebhookEvent, WebhookRegistration, WebhookTest } from '../domain/webhook.ts'
import { webhookEventNames } from '../domain/webhook.ts'
import type { DeliveryAttempt, EndedAttempt } from '../domain/webhook-delivery.ts'
import { wireEnum } from './casing.ts'

/** A registration as Partner Center's clients send it: PascalCase, alone among its resources. */
export const WebhookInput = z
  .object({
    WebhookUrl: line({ min: 1, max: 2048 }),
    WebhookEvents: z.array(wireEnum(webhookEventNames)).min(1, 'required').max(100, 'tooMany'),
    SignatureTokenToMsSignatureHeader: z.boolean().default(false),
  })
  .transform(
    ({ WebhookUrl, WebhookEvents, SignatureTokenToMsSignatureHeader }): WantedWebhook => ({
      url: WebhookUrl,
      events: WebhookEvents,
      usesMsSignatureHeader: SignatureTokenToMsSignatureHeader,
    }),
  )
  .meta({ id: 'WebhookInput' })

/** The answer to reading it; the subscriber's id comes only with the answer to writing it. */
export function webhookToWire({ url, events, usesMsSignatureHeader }: WebhookRegistration) {
  return {
    WebhookUrl: url,
    WebhookEvents: events,
    ...(usesMsSignatureHeader && { SignatureTokenToMsSignatureHeader: true }),
  }
}

export function registeredWebhookToWire(registration: WebhookRegistration) {
  return { SubscriberId: registration.subscriberId, ...webhookToWire(registration) }
}

/** The body that is posted: PascalCase, and what is not there is null. */
export function webhookEventToWire({ name, resource, path, at }: WebhookEvent, baseUrl: string) {
  return {
    EventName: name,
    ResourceUri: `${baseUrl}${path}`,
    ResourceName: resource,
    AuditUri: null,
    ResourceChangeUtcDate: at,
  }
}

/** A test event and what became of it, from the log's rows, newest first. */
export function webhookTestToWire(test: WebhookTest, partnerId: string, log: readonly DeliveryAttempt[]) {
  return {
    correlationId: test.correlationId,
    partnerId,
    status: statusOf(log[0]),
    callbackUrl: test.url,
    results: log.flatMap((attempt) => (attempt.state === 'sending' ? [] : [resultToWire(attempt)])).reverse(),
  }
}

function statusOf(last: DeliveryAttempt | undefined): string {
  if (last?.state === 'delivered') return 'completed'
  return last?.state === 'givenUp' ? 'failed' : 'inProgress'
}

function resultToWire({ statusName, problem, endedAt }: EndedAttempt) {
  return {
    responseCode: statusName ?? '',
    responseMessage: problem ?? '',
    systemError: problem !== undefined,
    dateTimeUtc: endedAt,
  }
}

/** A row of the delivery log; ours, Partner Center has none. */
export function deliveryToWire(delivery: DeliveryAttempt, baseUrl: string) {
  const { event, url, attempt, state, startedAt } = delivery
  return {
    eventId: event.eventId,
    eventName: event.name,
    resourceUri: `${baseUrl}${event.path}`,
    webhookUrl: url,
    attempt,
    state,
    startedAt,
    ...(delivery.state !== 'sending' && {
      endedAt: delivery.endedAt,
      responseStatus: delivery.status,
      problem: delivery.problem,
    }),
    ...(delivery.state === 'failed' && { nextAttemptAt: delivery.nextAttemptAt }),
    attributes: { objectType: 'WebhookDelivery' },
  }
}
