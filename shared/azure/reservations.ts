import { Fault, type FaultName } from '../domain/fault.ts'
import { Conflict, read, removeUnchanged, type StoredRow, write } from './store.ts'
import { decode, decodeIfAny, encode, Reservation } from './tables.ts'

/** Where the owner of a reserved name has its root: only a live root makes the reservation count. */
export interface Arbiter {
  readonly takenFault: FaultName
  readonly rootOf: (reservation: Reservation) => { readonly partition: string; readonly key: string }
  readonly isLive: (root: StoredRow, reservation: Reservation) => boolean
  readonly isVoid: (root: StoredRow) => boolean
  /** What fences off an owner that has not finished. */
  readonly fence: unknown
}

/** A name held for a command. `isFresh` when this very attempt reserved it, so that a refusal may let it go. */
export interface Held {
  readonly key: string
  readonly isFresh: boolean
}

// Only politeness towards a command that is still running; fencing makes stealing safe at any age.
const politenessMs = 8_000

/**
 * Claims a unique name. The reservation says who wants it; the owner's root row decides. A contender that finds an owner
 * without a root first puts a void root in its place: from then on the slow owner's own transaction can only fail.
 * @throws {Fault} arbiter.takenFault; {Conflict} while another claimant is at it
 */
export async function reserve(
  key: string,
  wanted: Omit<Reservation, 'at'>,
  arbiter: Arbiter,
  now: Date,
): Promise<Held> {
  const mine = encode(Reservation, key, key, { ...wanted, at: now.toISOString() })
  try {
    await write('uniq', { kind: 'insert', row: mine })
    return { key, isFresh: true }
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
  }
  const row = await read('uniq', key, key)
  if (!row) throw new Conflict()
  const other = decode(Reservation, row)
  if (other.providerId === wanted.providerId && other.ownerId === wanted.ownerId) return { key, isFresh: false }

  await evict(other, arbiter, now)
  await write('uniq', { kind: 'replace', row: mine, etag: row.etag })
  return { key, isFresh: true }
}

/** Lets a name go that this attempt reserved, if it is still held for the same owner. */
export async function release({ key, isFresh }: Held, ownerId: string): Promise<void> {
  if (!isFresh) return
  const row = await read('uniq', key, key)
  if (row && decodeIfAny(Reservation, row)?.ownerId === ownerId) await removeUnchanged('uniq', row)
}

async function evict(owner: Reservation, arbiter: Arbiter, now: Date): Promise<void> {
  const { partition, key } = arbiter.rootOf(owner)
  const root = await read('providers', partition, key)
  if (root && arbiter.isLive(root, owner)) throw new Fault(arbiter.takenFault)
  if (root && arbiter.isVoid(root)) return
  if (now.getTime() - Date.parse(owner.at) < politenessMs) throw new Conflict()
  if (!root) await write('providers', { kind: 'insert', row: { partition, key, value: arbiter.fence } })
}
