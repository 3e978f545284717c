import * as z from 'zod'
import { webhookEventNames } from '../../domain/webhook.ts'
import { DeliveryAttempt } from '../../domain/webhook-delivery.ts'
import { attributes, listOf, moment, shape } from '../shape.ts'

const registration = () => ({
  WebhookUrl: z.string(),
  WebhookEvents: z.array(z.enum(webhookEventNames)),
  SignatureTokenToMsSignatureHeader: z.literal(true).optional(),
})

export const WebhookRegistration = shape('WebhookRegistration', () => z.strictObject(registration()))

export const RegisteredWebhook = shape('RegisteredWebhook', () =>
  z.strictObject({ SubscriberId: z.guid(), ...registration() }),
)

export const WebhookEvents = shape('WebhookEvents', () => z.array(z.enum(webhookEventNames)))

export const WebhookTestStarted = shape('WebhookTestStarted', () => z.strictObject({ correlationId: z.guid() }))

export const WebhookTest = shape('WebhookTest', () =>
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

const attempt = () => ({
  eventId: z.string(),
  eventName: z.enum(webhookEventNames),
  resourceUri: z.string(),
  webhookUrl: z.string(),
  attempt: z.int(),
  startedAt: moment(),
  attributes: attributes('WebhookDelivery'),
})

const ended = () => ({
  ...attempt(),
  endedAt: moment(),
  responseStatus: z.int().optional(),
  problem: DeliveryAttempt.options[1].shape.problem,
})

const WebhookDelivery = shape('WebhookDelivery', () =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('sending'), ...attempt() }).meta({ title: 'sending' }),
    z.strictObject({ state: z.enum(['delivered', 'givenUp']), ...ended() }).meta({ title: 'delivered or given up' }),
    z.strictObject({ state: z.literal('failed'), ...ended(), nextAttemptAt: moment() }).meta({ title: 'failed' }),
  ]),
)

export const WebhookDeliveryList = listOf('WebhookDelivery', WebhookDelivery)
