import { createHash, randomUUID } from 'node:crypto'

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

/** As newestFirstGuid, with a mark that whoever has the GUID can tell again: hex digits of a hash. 26 bits stay random. */
export function markedGuid(now: Date, hex: string): string {
  const guid = newestFirstGuid(now)
  // Between the digits of the mark stand those of version and variant.
  return `${guid.slice(0, 15)}${hex.slice(0, 3)}${guid.slice(18, 20)}${hex.slice(3, 6)}-${hex.slice(6, 12)}${guid.slice(30)}`
}

/** What a GUID was marked with, if it was. */
export function markIn(guid: string): string {
  return `${guid.slice(15, 18)}${guid.slice(20, 23)}${guid.slice(24, 30)}`
}
