import type * as z from 'zod'
import { settings } from '../../azure/settings.ts'
import { endOf, range, read, type Write } from '../../azure/store.ts'
import { webhookSigner } from '../../azure/webhook-signature.ts'
import { commit, type Opened, open } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { guidOf } from '../../command/made-ids.ts'
import { findRegistration, keepRegistration } from '../../command/subscribers.ts'
import { decode, decodeIfAny, encode, keys, WebhookRoot } from '../../command/tables.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import {
  type RequestedTest,
  recentTest,
  registered,
  type WebhookRegistration,
  WebhookTest,
} from '../../domain/webhooks/webhook.ts'
import { DeliveryAttempt } from '../../domain/webhooks/webhook-delivery.ts'
import { prefixed, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { PageQuery } from '../../wire/page-query.ts'

// The registration is an aggregate of its own; a partner has one.
const aggregate = 'webhook'

/** The webhook of a partner, open for a command. */
export interface OpenWebhook extends Opened {
  readonly known: z.infer<typeof WebhookRoot> | undefined
  readonly registration: WebhookRegistration | undefined
  /** What a registration is decided with. */
  readonly terms: { readonly subscriberId: string; readonly allowsHttp: boolean }
}

/** @throws {Fault} webhooksNotSetUp; {Replay} when this command was answered before */
export async function openWebhook(
  command: Command,
  { partnerId }: Caller,
  { mayNotify = false } = {},
): Promise<OpenWebhook> {
  webhookSigner()
  const reading = read('providers', partnerId, keys.webhook())
  const place = { partition: partnerId, id: aggregate }
  const { found: root, ...opening } = await open(command, place, reading, { owed: mayNotify ? ['always'] : [] })
  const known = decodeIfAny(WebhookRoot, root)
  const { version = 0, registration } = known ?? {}
  const terms = { subscriberId: guidOf('webhook subscriber', partnerId), allowsHttp: settings.isLocal }
  return { ...opening, root, known, version, registration, terms }
}

/** Commits a registration and gives the answer. @throws {Conflict} */
export function commitWebhook(open: OpenWebhook, registration: WebhookRegistration, answer: Answer): Promise<Answer> {
  return commitRegistration(open, { registration }, answer)
}

/** Commits a test event that was asked for, and gives the answer. @throws {Conflict} */
export function commitWebhookTest(open: OpenWebhook, { test, ...change }: RequestedTest, answer: Answer) {
  // What was just read is newer than what is kept.
  keepRegistration(open.place.partition, change.registration)
  const row = encode(WebhookTest, open.place.partition, keys.webhookTest(test.correlationId), test)
  return commitRegistration(open, { ...change, writes: [{ kind: 'insert', row }] }, answer)
}

async function commitRegistration(
  open: OpenWebhook,
  {
    registration,
    ...change
  }: Partial<RequestedTest> & {
    readonly registration: WebhookRegistration
    readonly writes?: readonly Write[]
  },
  answer: Answer,
): Promise<Answer> {
  const { partition } = open.place
  const root = encode(WebhookRoot, partition, keys.webhook(), {
    ...open.known,
    version: open.version + 1,
    registration,
  })
  await commit(open, { ...change, root }, answer)
  keepRegistration(partition, registration)
  return answer
}

/** The caller's registration. @throws {Fault} webhookNotRegistered */
export async function readWebhook({ partnerId }: Caller): Promise<WebhookRegistration> {
  return registered(await findRegistration(partnerId))
}

/** A test event of the caller's, with its attempts, newest first. @throws {Fault} webhookTestNotFound */
export async function readTestEvent({ partnerId }: Caller, correlationId: string, now: Date) {
  const from = keys.webhookDeliveriesOf(correlationId)
  const [row, log] = await Promise.all([
    read('providers', partnerId, keys.webhookTest(correlationId)),
    range('providers', partnerId, { from, to: endOf(from) }),
  ])
  const test = recentTest(decodeIfAny(WebhookTest, row), correlationId, now)
  return { test, log: log.map((one) => decode(DeliveryAttempt, one)) }
}

/** One page of the caller's delivery log, newest event first, and of one event the newest attempt first. */
export async function listDeliveries({ partnerId }: Caller, query: PageQuery, token: string | null) {
  const wanted = wantedPage(`webhook deliveries ${partnerId}`, query, {}, token)
  const page = await readPage(rowsAsSource(prefixed(partnerId, keys.webhookDeliveries())), wanted)
  return { ...page, items: page.items.map((row) => decode(DeliveryAttempt, row)) }
}
