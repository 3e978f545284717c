import { read, type StoredRow, type Write } from '../azure/store.ts'
import { Fault } from '../domain/fault.ts'
import { daysAfter } from '../domain/time.ts'
import type { Answer } from './answer.ts'
import { type Command, Replay } from './command.ts'
import { hash } from './made-ids.ts'
import { answerDays, notePurge } from './retention.ts'
import { decodeIfAny, encode, keys, StoredAnswer } from './tables.ts'

/**
 * Raised whenever the hash of a request changes, as it does when anything in it is read in another way. Two hashes of different
 * versions do not tell whether the requests are the same.
 */
const hashVersion = 2

/**
 * Reads what an earlier attempt at this command answered, kept under `id`. Whoever reads an answer will store one: that it
 * goes in time is noted beside.
 */
export async function readAnswer(command: Command, partition: string, id: string): Promise<StoredRow | undefined> {
  const [answer] = await Promise.all([
    command.mayBeRepeat ? read('providers', partition, keys.answer(id, answerKey(command))) : undefined,
    notePurge(partition, command.now),
  ])
  return answer
}

/** The first answer, where the command was answered before. @throws {Fault} requestIdReused when the id came with another body */
export function replayOf(command: Command, row: StoredRow | undefined): Replay | undefined {
  const stored = decodeIfAny(StoredAnswer, row)
  if (!stored || Date.parse(stored.expiresAt) < command.now.getTime()) return undefined
  const isComparable = (stored.hashVersion ?? 1) === hashVersion
  if (isComparable && stored.bodyHash !== command.bodyHash)
    throw new Fault('requestIdReused', { field: 'MS-RequestId' })
  const { status, body, headers } = stored
  return new Replay({ status, ...(body !== undefined && { body }), ...(headers && { headers }) })
}

/** The write that keeps an answer under `id`, in the place of one that has expired. */
export function answerWrite(
  command: Command,
  place: { readonly partition: string; readonly id: string; readonly earlier: StoredRow | undefined },
  { status, body, headers }: Answer,
): Write {
  const stored: StoredAnswer = {
    bodyHash: command.bodyHash,
    hashVersion,
    status,
    body,
    ...(headers && { headers }),
    expiresAt: daysAfter(command.now, answerDays).toISOString(),
  }
  const row = encode(StoredAnswer, place.partition, keys.answer(place.id, answerKey(command)), stored)
  return place.earlier ? { kind: 'replace', row, etag: place.earlier.etag } : { kind: 'insert', row }
}

function answerKey({ requestId, operation }: Command): string {
  return hash(`${operation}\n${requestId.toLowerCase()}`).slice(0, 32)
}
