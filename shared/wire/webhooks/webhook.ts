import * as z from 'zod'
import { line } from '../../domain/line.ts'
import {
  registrableEventNames,
  type WantedWebhook,
  type WebhookEvent,
  type WebhookEventName,
  type WebhookRegistration,
  type WebhookTest,
  webhookEventNames,
} from '../../domain/webhooks/webhook.ts'
import { DeliveryAttempt, type EndedAttempt } from '../../domain/webhooks/webhook-delivery.ts'
import { wireEnum } from '../casing.ts'
import { listOf } from '../collection.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

function isSent(name: string): name is WebhookEventName {
  return webhookEventNames.some((one) => one === name)
}

/** A registration as Partner Center's clients send it: PascalCase, alone among its resources. */
export const WebhookInput = z
  .object({
    WebhookUrl: line({ min: 1, max: 2048 }),
    WebhookEvents: z.array(wireEnum(registrableEventNames)).min(1, 'required').max(100, 'tooMany'),
    SignatureTokenToMsSignatureHeader: z.boolean().default(false),
  })
  .transform(({ WebhookUrl, WebhookEvents, SignatureTokenToMsSignatureHeader }): WantedWebhook => {
    const unsentEvents = [...new Set(WebhookEvents.filter((name) => !isSent(name)))]
    return {
      url: WebhookUrl,
      events: WebhookEvents.filter(isSent),
      ...(unsentEvents.length > 0 && { unsentEvents }),
      usesMsSignatureHeader: SignatureTokenToMsSignatureHeader,
    }
  })
  .meta({ id: 'WebhookInput' })

const registrationFields = () => ({
  WebhookUrl: z.string(),
  WebhookEvents: z.array(z.string()),
  SignatureTokenToMsSignatureHeader: z.literal(true).optional(),
})

export const WebhookRegistrationShape = shape('WebhookRegistration', () => z.strictObject(registrationFields()))

/** The answer to reading it; the subscriber's id comes only with the answer to writing it. */
export function webhookToWire({
  url,
  events,
  unsentEvents = [],
  usesMsSignatureHeader,
}: WebhookRegistration): Shaped<typeof WebhookRegistrationShape> {
  return {
    WebhookUrl: url,
    WebhookEvents: [...events, ...unsentEvents],
    ...(usesMsSignatureHeader && { SignatureTokenToMsSignatureHeader: true }),
  }
}

export const RegisteredWebhookShape = shape('RegisteredWebhook', () =>
  z.strictObject({ SubscriberId: z.guid(), ...registrationFields() }),
)

export function registeredWebhookToWire(registration: WebhookRegistration): Shaped<typeof RegisteredWebhookShape> {
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

export const WebhookEventsShape = shape('WebhookEvents', () => z.array(z.enum(registrableEventNames)))

export const WebhookTestStartedShape = shape('WebhookTestStarted', () => z.strictObject({ correlationId: z.guid() }))

export const WebhookTestShape = shape('WebhookTest', () =>
  z.strictObject({
    correlationId: z.guid(),
    partnerId: z.guid(),
    status: z.enum(['inProgress', 'completed', 'failed']),
    callbackUrl: z.string(),
    results: z.array(
      z.strictObject({
        responseCode: z.string(),
        responseMessage: z.string(),
        systemError: z.boolean(),
        dateTimeUtc: moment(),
      }),
    ),
  }),
)

/** A test event and what became of it, from the log's rows, newest first. */
export function webhookTestToWire(
  test: WebhookTest,
  partnerId: string,
  log: readonly DeliveryAttempt[],
): Shaped<typeof WebhookTestShape> {
  return {
    correlationId: test.correlationId,
    partnerId,
    status: statusOf(log[0]),
    callbackUrl: test.url,
    results: log.flatMap((attempt) => (attempt.state === 'sending' ? [] : [resultToWire(attempt)])).reverse(),
  }
}

function statusOf(last: DeliveryAttempt | undefined): Shaped<typeof WebhookTestShape>['status'] {
  if (last?.state === 'delivered') return 'completed'
  return last?.state === 'givenUp' ? 'failed' : 'inProgress'
}

function resultToWire({
  statusName,
  problem,
  endedAt,
}: EndedAttempt): Shaped<typeof WebhookTestShape>['results'][number] {
  return {
    responseCode: statusName ?? '',
    responseMessage: problem ?? '',
    systemError: problem !== undefined,
    dateTimeUtc: endedAt,
  }
}

const attemptFields = () => ({
  eventId: z.string(),
  eventName: z.enum(webhookEventNames),
  resourceUri: z.string(),
  webhookUrl: z.string(),
  attempt: z.int(),
  startedAt: moment(),
  attributes: attributes('WebhookDelivery'),
})

const endedFields = () => ({
  ...attemptFields(),
  endedAt: moment(),
  responseStatus: z.int().optional(),
  problem: DeliveryAttempt.options[1].shape.problem,
})

const WebhookDeliveryShape = shape('WebhookDelivery', () =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('sending'), ...attemptFields() }).meta({ title: 'sending' }),
    z.strictObject({ state: z.enum(['delivered', 'givenUp']), ...endedFields() }).meta({ title: 'delivered, givenUp' }),
    z.strictObject({ state: z.literal('failed'), ...endedFields(), nextAttemptAt: moment() }).meta({ title: 'failed' }),
  ]),
)

export const WebhookDeliveryListShape = listOf('WebhookDelivery', WebhookDeliveryShape)

/** A row of the delivery log; ours, Partner Center has none. */
export function deliveryToWire(delivery: DeliveryAttempt, baseUrl: string): Shaped<typeof WebhookDeliveryShape> {
  const { event, url, attempt, state, startedAt } = delivery
  // The state is said again where it is known which one it is; its place among the properties stays.
  const started = {
    eventId: event.eventId,
    eventName: event.name,
    resourceUri: `${baseUrl}${event.path}`,
    webhookUrl: url,
    ...{ attempt, state, startedAt },
  }
  if (delivery.state === 'sending')
    return { ...started, state: delivery.state, attributes: { objectType: 'WebhookDelivery' } }
  const { endedAt, status: responseStatus, problem } = delivery
  const ended = { ...started, endedAt, responseStatus, problem }
  if (delivery.state !== 'failed')
    return { ...ended, state: delivery.state, attributes: { objectType: 'WebhookDelivery' } }
  const { nextAttemptAt } = delivery
  return { ...ended, state: delivery.state, nextAttemptAt, attributes: { objectType: 'WebhookDelivery' } }
}
