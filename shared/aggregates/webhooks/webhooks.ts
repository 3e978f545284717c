import type { Receipt } from '../../azure/queues.ts'
import { settings } from '../../azure/settings.ts'
import { endOf, range, read, type StoredRow, type Write } from '../../azure/store.ts'
import { webhookSigner } from '../../azure/webhook-signature.ts'
import type { Answer } from '../../command/answer.ts'
import {
  type Command,
  commit,
  guard,
  guidOf,
  newestFirstGuid,
  readAnswer,
  replayIfAnswered,
} from '../../command/command.ts'
import { decode, decodeIfAny, type Effect, encode, keys, WebhookRoot } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import type { Caller } from '../../domain/partner.ts'
import {
  isWanted,
  type Notice,
  recentTest,
  registerWebhook,
  requestTest,
  testCreated,
  type WantedWebhook,
  WebhookEvent,
  type WebhookEventName,
  type WebhookRegistration,
  WebhookTest,
} from '../../domain/webhook.ts'
import { DeliveryAttempt } from '../../domain/webhook-delivery.ts'
import { prefixed, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { PageQuery } from '../../wire/page-query.ts'

// The registration is an aggregate of its own; a partner has one.
const aggregate = 'webhook'

interface OpenWebhook {
  readonly root: StoredRow | undefined
  readonly version: number
  readonly registration: WebhookRegistration | undefined
  readonly earlierAnswer: StoredRow | undefined
}

async function openWebhook(command: Command, partnerId: string): Promise<OpenWebhook> {
  const [root, earlierAnswer] = await Promise.all([
    read('providers', partnerId, keys.webhook()),
    readAnswer(command, partnerId, aggregate),
  ])
  replayIfAnswered(command, earlierAnswer)
  const found = decodeIfAny(WebhookRoot, root)
  return { root, version: found?.version ?? 0, registration: found?.registration, earlierAnswer }
}

/** Registers the caller's receiver, or puts another in its place. @throws {Fault} invalidInput, webhooksNotSetUp; {Conflict}; {Replay} */
export async function saveWebhook(
  command: Command,
  { partnerId }: Caller,
  wanted: WantedWebhook,
  toAnswer: (registration: WebhookRegistration) => Answer,
): Promise<Answer> {
  webhookSigner()
  return save(command, partnerId, await openWebhook(command, partnerId), { wanted, toAnswer })
}

/** As saveWebhook, for a receiver that is registered. @throws {Fault} webhookNotRegistered too */
export async function updateWebhook(
  command: Command,
  { partnerId }: Caller,
  wanted: WantedWebhook,
  toAnswer: (registration: WebhookRegistration) => Answer,
): Promise<Answer> {
  webhookSigner()
  const open = await openWebhook(command, partnerId)
  registered(open.registration)
  return save(command, partnerId, open, { wanted, toAnswer })
}

async function save(
  command: Command,
  partnerId: string,
  open: OpenWebhook,
  {
    wanted,
    toAnswer,
  }: { readonly wanted: WantedWebhook; readonly toAnswer: (registration: WebhookRegistration) => Answer },
): Promise<Answer> {
  const subscriberId = guidOf('webhook subscriber', partnerId)
  const registration = registerWebhook(open.registration, wanted, { subscriberId, allowsHttp: settings.isLocal })
  const answer = toAnswer(registration)
  await commitWebhook(command, partnerId, open, { registration, answer })
  return answer
}

/** Sends a test event to the caller's receiver. @throws {Fault} webhookNotRegistered, webhooksNotSetUp, tooManyRequests; {Conflict}; {Replay} */
export async function createTestEvent(
  command: Command,
  { partnerId }: Caller,
  toAnswer: (correlationId: string) => Answer,
): Promise<Answer> {
  webhookSigner()
  const [open, receipt] = await Promise.all([openWebhook(command, partnerId), guard(partnerId, aggregate)])
  const registration = requestTest(registered(open.registration), command.now)
  const correlationId = newestFirstGuid(command.now)
  const answer = toAnswer(correlationId)
  const test = { correlationId, url: registration.url, at: command.now.toISOString() }
  await commitWebhook(command, partnerId, open, {
    registration,
    answer,
    writes: [{ kind: 'insert', row: encode(WebhookTest, partnerId, keys.webhookTest(correlationId), test) }],
    effects: [webhookEffect(command, testCreated(correlationId), correlationId)],
    guard: receipt,
  })
  return answer
}

async function commitWebhook(
  command: Command,
  partnerId: string,
  { root, version, earlierAnswer }: OpenWebhook,
  change: {
    readonly registration: WebhookRegistration
    readonly answer: Answer
    readonly writes?: readonly Write[]
    readonly effects?: readonly Effect[]
    readonly guard?: Receipt
  },
): Promise<void> {
  const { registration, writes = [], ...rest } = change
  const row = encode(WebhookRoot, partnerId, keys.webhook(), { version: version + 1, registration })
  const rootWrite: Write = root ? { kind: 'replace', row, etag: root.etag } : { kind: 'insert', row }
  await commit(command, {
    ...rest,
    partition: partnerId,
    id: aggregate,
    version,
    writes: [rootWrite, ...writes],
    earlierAnswer,
  })
  keep(partnerId, registration)
}

/** The caller's registration. @throws {Fault} webhookNotRegistered */
export async function readWebhook({ partnerId }: Caller): Promise<WebhookRegistration> {
  return registered(await findWebhook(partnerId))
}

function registered(registration: WebhookRegistration | undefined): WebhookRegistration {
  if (!registration) throw new Fault('webhookNotRegistered')
  return registration
}

async function findWebhook(partnerId: string): Promise<WebhookRegistration | undefined> {
  return decodeIfAny(WebhookRoot, await read('providers', partnerId, keys.webhook()))?.registration
}

/** The registration of a partner, as it is now, if it wants to be told of an event. */
export async function findListener(partnerId: string, name: WebhookEventName) {
  const registration = await findWebhook(partnerId)
  return registration && isWanted(registration, name) ? registration : undefined
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

const keptMs = 30_000
const keptAtMost = 1_000
const kept = new Map<string, { readonly registration: WebhookRegistration | undefined; readonly until: number }>()

function keep(partnerId: string, registration: WebhookRegistration | undefined): void {
  if (kept.size >= keptAtMost) kept.clear()
  kept.set(partnerId, { registration, until: Date.now() + keptMs })
}

/**
 * Whether a partner is told of an event, known without a storage call on most commands. That nobody listens is kept too, as
 * it is the case for nearly every partner: without that each of their commands would read once more. The price is that a
 * new registration is felt by the other instances half a minute late, and what happens in between is not told.
 */
export async function hears(partnerId: string, name: WebhookEventName): Promise<boolean> {
  const known = kept.get(partnerId)
  if (!known || known.until <= Date.now()) keep(partnerId, await findWebhook(partnerId))
  const registration = kept.get(partnerId)?.registration
  return registration !== undefined && isWanted(registration, name)
}

/**
 * Puts the guard of a command that will owe an event, if the partner hears of it: beside the reads, so that the command
 * stays at two trips. Only the first one in half a minute takes a third.
 */
export async function guardIfHeard(partnerId: string, aggregateId: string, name: WebhookEventName) {
  return (await hears(partnerId, name)) ? guard(partnerId, aggregateId) : undefined
}

/** An event as an effect of a command. Its id is made once, with the commit: whoever delivers it twice gives the same id. */
export function webhookEffect(command: Command, notice: Notice, eventId = newestFirstGuid(command.now)): Effect {
  const { name, resource, path } = notice
  const at = command.now.toISOString()
  return { kind: 'webhook', event: WebhookEvent.parse({ eventId, name, resource, path, at }) }
}
