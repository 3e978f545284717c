import { type Receipt, send, takeBack } from '../azure/queues.ts'
import { type Row, type StoredRow, transact, type Write } from '../azure/store.ts'
import { logCommitted } from '../azure/telemetry.ts'
import type { Event } from '../domain/audit.ts'
import { Fault } from '../domain/fault.ts'
import { type Notice, WebhookEvent, type WebhookEventName } from '../domain/webhooks/webhook.ts'
import type { Answer } from './answer.ts'
import { answerWrite, readAnswer, replayOf } from './answers.ts'
import { auditWrites } from './audit-rows.ts'
import type { Command, Replay } from './command.ts'
import { newestFirstGuid } from './made-ids.ts'
import { afterAnswer, completeOutbox } from './outbox.ts'
import { isSubscribed } from './subscribers.ts'
import { Effect, encode, keys } from './tables.ts'

/** Where an aggregate lies; `id` names its history and its outbox. */
export interface Place {
  readonly partition: string
  readonly id: string
  /** Where answers are kept when a repeat cannot know the aggregate's id. */
  readonly answerId?: string
}

/** What a command may owe the outside: something in any case, or an event to a partner that has subscribed to it. */
export type Owed = 'always' | WebhookEventName

interface Opening {
  readonly command: Command
  readonly place: Place
  readonly earlierAnswer: StoredRow | undefined
  readonly guard: Receipt | undefined
}

/** An aggregate, open for one command. */
export interface Opened extends Opening {
  /** Its root as it was read; absent: there is none yet. */
  readonly root: StoredRow | undefined
  /** The number of commands its history has seen. */
  readonly version: number
}

// A message may be read no earlier than the slowest command could still commit.
const guardDelaySeconds = 90
const deadlineMs = 45_000
// What a transaction takes.
const mostWrites = 100

interface HowToOpen {
  /** What the command may owe the outside. */
  readonly owed?: readonly Owed[]
  /** False for a command that keeps no answer, because repeating it is harmless by nature. */
  readonly isAnswered?: boolean
  /** Puts into an answer that is given again what is not kept with it. */
  readonly complete?: (replay: Replay) => Promise<Replay>
}

/**
 * Opens an aggregate for a command: what `reading` finds, this request's earlier answer and, where the outside may be owed
 * something, the guard, all at once. Each is waited for, whatever becomes of the others: a claim or a guard that came late would
 * be nobody's. Opened without `owed`, a command that owes something commits a trip later.
 * @throws {Replay} when this command was answered before; {Fault} requestIdReused
 */
export async function open<Found>(
  command: Command,
  place: Place,
  reading: Promise<Found>,
  { owed = [], isAnswered = true, complete }: HowToOpen = {},
): Promise<Opening & { readonly found: Found }> {
  const answering = isAnswered ? earlierAnswerOf(command, place, complete) : Promise.resolve(undefined)
  const [answer, found, guard] = await Promise.allSettled([answering, reading, guardIfOwed(command, place, owed)])
  return { command, place, earlierAnswer: outcomeOf(answer), found: outcomeOf(found), guard: outcomeOf(guard) }
}

async function earlierAnswerOf(
  command: Command,
  { partition, id, answerId = id }: Place,
  complete: HowToOpen['complete'],
): Promise<StoredRow | undefined> {
  const row = await readAnswer(command, partition, answerId)
  const replay = replayOf(command, row)
  if (replay) throw complete ? await complete(replay) : replay
  return row
}

/** What a promise came to. @throws {unknown} what it was rejected with */
export function outcomeOf<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

async function guardIfOwed(command: Command, place: Place, owed: readonly Owed[]): Promise<Receipt | undefined> {
  const events = owed.filter((one) => one !== 'always')
  const subscribed = Promise.all(events.map((name) => isSubscribed(place.partition, name)))
  if (!owed.includes('always')) return (await subscribed).some(Boolean) ? putGuard(command, place) : undefined
  const [receipt] = await Promise.all([putGuard(command, place), subscribed])
  return receipt
}

/**
 * Puts the message that finishes this command's outside effects should the process die. Sent before the transaction, beside
 * the reads, so that no moment exists in which committed work is known to nobody.
 */
async function putGuard(command: Command, { partition, id }: Place): Promise<Receipt> {
  const message = { providerId: partition, aggregateId: id }
  const receipt = await send('drain-outbox', message, { delaySeconds: guardDelaySeconds })
  command.ifRefused(() => Promise.resolve(afterAnswer(takeBack(receipt))))
  return receipt
}

/** Nothing was decided: the guard of the command has nothing to finish. */
export function leave({ guard }: Pick<Opening, 'guard'>): void {
  if (guard) afterAnswer(takeBack(guard))
}

export interface Change {
  /** The root as it is from now on. */
  readonly root: Row
  /** The other rows of the state. */
  readonly writes?: readonly Write[]
  /** Absent only where the audit has no type of operation for it: then history and audit have no row of it. */
  readonly event?: Event
  /** The customer that the event is about. */
  readonly customer?: { readonly id: string; readonly name: string }
  /** What has happened, for whoever has subscribed to it. */
  readonly notices?: readonly Notice[]
  /** Mails and views that the change brings with it. */
  readonly effects?: readonly Effect[]
}

/**
 * Commits what was decided in one transaction: state, history, audit, outbox and the answer to give again; leave the answer out
 * where repeating is harmless by nature. Outside effects follow after the answer.
 * @throws {Conflict} when somebody else was faster; {Fault} busy after 45 seconds, tooMuchAtOnce
 */
export async function commit(open: Opened, change: Change, answer?: Answer): Promise<void> {
  const { command, place } = open
  const effects = await effectRows(open, change)
  const guard = open.guard ?? (effects.length > 0 ? await putGuard(command, place) : undefined)
  const writes = [
    put(open.root, change.root),
    ...(change.writes ?? []),
    ...recordWrites(open, change, answer),
    ...effects.map((row) => ({ kind: 'insert' as const, row })),
  ]
  if (writes.length > mostWrites) throw new Fault('tooMuchAtOnce')
  if (Date.now() - command.now.getTime() > deadlineMs) throw new Fault('busy', { seconds: 5 })
  await transact('providers', writes)
  if (change.event) logCommitted({ ...change.event, partnerId: place.partition, aggregateId: place.id })
  if (effects.length > 0) afterAnswer(completeOutbox(effects, guard))
  else leave({ guard })
}

/** History, audit and the kept answer. */
function recordWrites(open: Opened, { event, customer }: Change, answer: Answer | undefined): Write[] {
  const { command, place, earlierAnswer: earlier } = open
  const { partition, id, answerId = id } = place
  const recorded = { partition, id, version: open.version + 1, ...(customer && { customer }) }
  return [
    ...(event ? auditWrites(command, { ...recorded, event }) : []),
    ...(answer ? [answerWrite(command, { partition, id: answerId, earlier }, answer)] : []),
  ]
}

/** The rows of the outbox. */
async function effectRows(open: Opened, { effects = [], notices = [] }: Change): Promise<Row[]> {
  const { partition, id } = open.place
  const owed = [...effects, ...(await eventsOf(open, notices))]
  return owed.map((effect, index) => encode(Effect, partition, keys.outbox(id, open.version + 1, index), effect))
}

/** The write of a row that is held to what was read: in the place of `before`, or where nothing was. */
export function put(before: StoredRow | undefined, row: Row): Write {
  return before ? { kind: 'replace', row, etag: before.etag } : { kind: 'insert', row }
}

/** Events as effects. Their ids are made once, with the commit: whoever delivers one twice gives the same id. */
async function eventsOf({ command, place }: Opened, notices: readonly Notice[]): Promise<Effect[]> {
  const at = command.now.toISOString()
  const wanted = await Promise.all(notices.map(({ name }) => isSubscribed(place.partition, name)))
  return notices
    .filter((_, index) => wanted[index])
    .map(({ eventId = newestFirstGuid(command.now), ...notice }) => ({
      kind: 'webhook',
      event: WebhookEvent.parse({ eventId, ...notice, at }),
    }))
}
