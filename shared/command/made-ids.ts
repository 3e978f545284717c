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

/** A GUID whose text sorts newest first. With a mark, whoever has the GUID can tell what it was marked with: twelve hex digits. */
export function newestFirstGuid(now: Date, mark = ''): string {
  const time = (0xffff_ffff_ffff - now.getTime()).toString(16).padStart(12, '0')
  const random = randomUUID()
  const rest = `8${random.slice(15)}`
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-${rest.slice(0, rest.length - mark.length)}${mark}`
}
