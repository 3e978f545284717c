import { createHash, randomUUID } from 'node:crypto'
import { type Receipt, send } from '../azure/queues.ts'
import { read, type StoredRow, transact, type Write } from '../azure/store.ts'
import { tellCommitted } from '../azure/telemetry.ts'
import type { Actor, Event } from '../domain/audit.ts'
import { AuditRecord } from '../domain/audit.ts'
import { Fault } from '../domain/fault.ts'
import type { Answer } from './answer.ts'
import { afterAnswer, completeOutbox } from './outbox.ts'
import { answerDays, notePurge } from './retention.ts'
import { decodeIfAny, Effect, encode, keys, StoredAnswer } from './tables.ts'

/** One request to change something: who, when, and under which id it may be asked again. */
export interface Command {
  readonly actor: Actor
  readonly requestId: string
  readonly correlationId: string
  /** Names this very operation: the same request id on another path is another command. */
  readonly operation: string
  readonly bodyHash: string
  readonly now: Date
  /** Whether an earlier attempt may have got through: the caller gave the request id, or this is a second try. */
  readonly mayBeRepeat: boolean
}

/** The answer to an earlier attempt at the same command. */
export class Replay extends Error {
  override readonly name = 'Replay'
  readonly answer: Answer

  constructor(answer: Answer) {
    super('replay')
    this.answer = answer
  }
}

// A message may be read no earlier than the slowest command could still commit.
const guardDelaySeconds = 90
const deadlineMs = 45_000

/**
 * Reads what an earlier attempt at this command answered, with the aggregate `id`. Never throws a Replay itself. Whoever reads
 * an answer will store one: that it goes in time is noted beside.
 */
export async function readAnswer(command: Command, partition: string, id: string): Promise<StoredRow | undefined> {
  const [answer] = await Promise.all([
    command.mayBeRepeat ? read('providers', partition, keys.answer(id, answerKey(command))) : undefined,
    notePurge(partition, command.now),
  ])
  return answer
}

/** @throws {Replay} with the first answer, {Fault} requestIdReused when the id came with another body */
export function replayIfAnswered(command: Command, row: StoredRow | undefined): void {
  const stored = decodeIfAny(StoredAnswer, row)
  if (!stored || Date.parse(stored.expiresAt) < command.now.getTime()) return
  if (stored.bodyHash !== command.bodyHash) throw new Fault('requestIdReused', { field: 'MS-RequestId' })
  const { status, body, headers } = stored
  throw new Replay({ status, ...(body !== undefined && { body }), ...(headers && { headers }) })
}

/**
 * Puts the message that finishes this command's outside effects should the process die. Sent before the transaction, beside
 * the reads, so that no moment exists in which committed work is known to nobody.
 */
export function guard(providerId: string, aggregateId: string): Promise<Receipt> {
  return send('drain-outbox', { providerId, aggregateId }, { delaySeconds: guardDelaySeconds })
}

export interface Commit {
  readonly partition: string
  /** The id of the aggregate, and the version it was read at. */
  readonly id: string
  readonly version: number
  /** The rows of the state itself, root included. */
  readonly writes: readonly Write[]
  /** Absent only where the audit has no type of operation for it: then history and audit have no row of it. */
  readonly event?: Event
  readonly customer?: { readonly id: string; readonly name: string }
  readonly effects?: readonly Effect[]
  readonly guard?: Receipt
  /** Kept to be given again; leave out where repeating is harmless by nature. */
  readonly answer?: Pick<Answer, 'status' | 'body' | 'headers'>
  readonly earlierAnswer?: StoredRow | undefined
  /** Where the answer is kept, when a repeat cannot know the aggregate's id. */
  readonly answerId?: string
}

/**
 * Commits a decided command in one transaction: state, history, audit, outbox and the answer to give again. Outside effects
 * follow after the answer.
 * @throws {Conflict} when somebody else was faster
 */
export async function commit(command: Command, change: Commit): Promise<void> {
  const { partition, id, writes } = change
  const version = change.version + 1
  const effects = (change.effects ?? []).map((effect, index) =>
    encode(Effect, partition, keys.outbox(id, version, index), effect),
  )
  const all: Write[] = [
    ...writes,
    ...auditWrites(command, change, version),
    ...effects.map((row) => ({ kind: 'insert' as const, row })),
    ...answerWrite(command, change),
  ]
  if (Date.now() - command.now.getTime() > deadlineMs) throw new Fault('busy', { seconds: 5 })
  await transact('providers', all)
  if (change.event) tellCommitted({ ...change.event, partnerId: partition, aggregateId: id })
  if (effects.length > 0) afterAnswer(completeOutbox(effects, change.guard))
}

function answerWrite(command: Command, { partition, id, answerId = id, answer, earlierAnswer }: Commit): Write[] {
  if (!answer) return []
  const stored: StoredAnswer = {
    bodyHash: command.bodyHash,
    status: answer.status,
    body: answer.body,
    ...(answer.headers && { headers: answer.headers }),
    expiresAt: new Date(command.now.getTime() + answerDays * 86_400_000).toISOString(),
  }
  const row = encode(StoredAnswer, partition, keys.answer(answerId, answerKey(command)), stored)
  return [earlierAnswer ? { kind: 'replace', row, etag: earlierAnswer.etag } : { kind: 'insert', row }]
}

function auditWrites(command: Command, change: Commit, version: number): Write[] {
  const { partition, id, event } = change
  if (!event) return []
  const record = auditRecord(command, { ...change, event }, version)
  const row = encode(AuditRecord, partition, keys.history(id, version), record)
  return [
    { kind: 'insert', row },
    { kind: 'insert', row: { ...row, key: keys.audit(command.now, id, version) } },
  ]
}

function auditRecord(
  command: Command,
  { partition, id, event, customer }: Commit & { readonly event: Event },
  version: number,
): AuditRecord {
  const { before, after, operation, resource, resourceId, facts = {} } = event
  return {
    id: `${id}_${version}`,
    partnerId: partition,
    ...(customer && { customerId: customer.id, customerName: customer.name }),
    operation,
    resource,
    resourceId,
    ...(before !== undefined && { before: JSON.stringify(before) }),
    ...(after !== undefined && { after: JSON.stringify(after) }),
    facts,
    actor: command.actor,
    correlationId: command.correlationId,
    requestId: command.requestId,
    at: command.now.toISOString(),
  }
}

function answerKey({ requestId, operation }: Command): string {
  return hash(`${operation}\n${requestId.toLowerCase()}`).slice(0, 32)
}

export function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A GUID that the same words always give: ids that must not differ between two attempts. */
export function guidOf(...words: readonly string[]): string {
  const hex = hash(words.join('\n'))
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A GUID whose text sorts newest first. */
export function newestFirstGuid(now: Date): string {
  const time = (0xffff_ffff_ffff - now.getTime()).toString(16).padStart(12, '0')
  const random = randomUUID()
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-8${random.slice(15)}`
}
