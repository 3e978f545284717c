import { Conflict, read, removeUnchanged, type StoredRow, write } from '../azure/store.ts'
import { Fault, type FaultName } from '../domain/fault.ts'
import { daysAfter } from '../domain/time.ts'
import { putDue } from './due.ts'
import { decode, decodeIfAny, encode, Reservation } from './tables.ts'

/** Where the owner of a reserved name has its root: only a live root makes the reservation count. */
export interface Arbiter {
  readonly takenFault: FaultName
  readonly rootOf: (reservation: Reservation) => { readonly partition: string; readonly key: string }
  /** Whether the owner has the very name that `key` reserves. */
  readonly isLive: (root: StoredRow, key: string) => boolean
  /** Whether the owner had the name and leaves it to heirs, if names are left to any. */
  readonly isLeft?: (root: StoredRow, key: string) => boolean
  readonly isVoid: (root: StoredRow) => boolean
  /** What fences off an owner that has not finished. */
  readonly fence: unknown
}

type Owner = Omit<Reservation, 'at' | 'former'>

/** A name held for a command. `isFresh` when this very attempt reserved it, so that a refusal may let it go. */
export interface Held {
  readonly row: StoredRow
  readonly isFresh: boolean
  /** What whoever finds it taken is refused with. */
  readonly takenFault: FaultName
}

/** After so long a claim is looked at once more. */
const claimDays = 1
// Only politeness towards a command that is still running; fencing makes stealing safe at any age.
const politenessMs = 8_000

/**
 * Claims a unique name. The reservation says who wants it; the owner's root row decides. A contender that finds an owner
 * without a root first puts a void root in its place: from then on the slow owner's own transaction can only fail.
 * @throws {Fault} arbiter.takenFault; {Conflict} while another claimant is at it
 */
export async function reserve(key: string, wanted: Owner, arbiter: Arbiter, now: Date): Promise<Held> {
  const { takenFault } = arbiter
  const mine = encode(Reservation, key, key, { ...wanted, at: now.toISOString() })
  // A process that dies before it commits leaves a reservation that nobody owns, and this note of it.
  const [inserted, noted] = await Promise.allSettled([
    write('uniq', { kind: 'insert', row: mine }),
    putDue(daysAfter(now, claimDays), { kind: 'releaseClaim', providerId: wanted.providerId, id: key }),
  ])
  if (noted.status === 'rejected') throw noted.reason
  if (inserted.status === 'fulfilled') return { row: { ...mine, etag: inserted.value }, isFresh: true, takenFault }
  if (!(inserted.reason instanceof Conflict)) throw inserted.reason
  const row = await read('uniq', key, key)
  if (!row) throw new Conflict()
  const other = decode(Reservation, row)
  if (other.providerId === wanted.providerId && other.ownerId === wanted.ownerId)
    return { row, isFresh: false, takenFault }

  const former = await evict(other, key, arbiter)
  const heirs = encode(Reservation, key, key, { ...wanted, at: now.toISOString(), ...(former && { former }) })
  return {
    row: { ...heirs, etag: await write('uniq', { kind: 'replace', row: heirs, etag: row.etag }) },
    isFresh: true,
    takenFault,
  }
}

/** The claim, of several, that somebody else has taken over meanwhile. */
export async function lostClaim(claims: readonly Held[]): Promise<Held | undefined> {
  const now = await Promise.all(claims.map(({ row }) => read('uniq', row.partition, row.key)))
  return claims.find(({ row }, index) => {
    const [mine, found] = [decode(Reservation, row), decodeIfAny(Reservation, now[index])]
    return found?.ownerId !== mine.ownerId
  })
}

/** Whether somebody has a name, or had it and left it to heirs. */
export async function isTaken(key: string, arbiter: Arbiter): Promise<boolean> {
  const row = await read('uniq', key, key)
  if (!row) return false
  return decode(Reservation, row).former !== undefined || (await ownerIn(row, arbiter)) !== undefined
}

/** The root of the owner of a name; undefined while the name is free, which it is without a live root too. */
export async function findOwner(key: string, arbiter: Arbiter): Promise<StoredRow | undefined> {
  const row = await read('uniq', key, key)
  return row && ownerIn(row, arbiter)
}

async function ownerIn(row: StoredRow, arbiter: Arbiter): Promise<StoredRow | undefined> {
  const place = arbiter.rootOf(decode(Reservation, row))
  const root = await read('providers', place.partition, place.key)
  return root && arbiter.isLive(root, row.key) ? root : undefined
}

/**
 * Makes sure of a name that another attempt of the same owner reserved: from then on that attempt cannot let it go, nor can
 * a contender take it that has looked at it before. Belongs between reading the root and the commit that relies on the name.
 * @throws {Conflict} when the name is held no longer
 */
export async function renew({ row }: Held): Promise<void> {
  await write('uniq', { kind: 'replace', row, etag: row.etag })
}

/** Lets a name go that this attempt reserved, if nobody has touched it since. One that was left to heirs stays left to them. */
export async function release({ row, isFresh }: Held): Promise<void> {
  if (isFresh && decode(Reservation, row).former === undefined) await removeUnchanged('uniq', row)
}

/**
 * Lets a name go that was reserved long ago and that nobody owns: its claimant died, was refused in the wrong moment, or has
 * another one by now. What was left to heirs stays left to them. Safe to run twice, or at any time.
 */
export async function releaseUnowned(key: string, arbiter: Arbiter, now: Date): Promise<void> {
  const row = await read('uniq', key, key)
  if (!row) return
  const { at, former } = decode(Reservation, row)
  // No command takes a day: whoever still works on this has reserved it anew, and is noted anew.
  if (former || daysAfter(new Date(at), claimDays) > now) return
  if (!(await ownerIn(row, arbiter))) await removeUnchanged('uniq', row)
}

/** Makes sure that an owner does not get the name any more, and gives whoever left it to heirs. @throws {Fault}; {Conflict} */
async function evict(owner: Reservation, key: string, arbiter: Arbiter): Promise<Owner | undefined> {
  if (owner.former && !arbiter.isLeft) throw new Fault(arbiter.takenFault)
  const { partition, key: rootKey } = arbiter.rootOf(owner)
  const root = await read('providers', partition, rootKey)
  const fence = { partition, key: rootKey, value: arbiter.fence }
  if (!root) {
    if (Date.now() - Date.parse(owner.at) < politenessMs) throw new Conflict()
    await write('providers', { kind: 'insert', row: fence })
    return owner.former
  }
  if (arbiter.isLive(root, key)) throw new Fault(arbiter.takenFault)
  const { etag } = root
  // An owner may have read the row that is there, and be about to replace it: it must not get through with what it read.
  if (arbiter.isVoid(root)) await write('providers', { kind: 'replace', row: fence, etag })
  if (!arbiter.isLeft?.(root, key)) return owner.former
  await write('providers', { kind: 'replace', row: root, etag })
  return { providerId: owner.providerId, ownerId: owner.ownerId }
}
