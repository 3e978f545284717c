import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

const derived = new Map<string, Buffer>()

/** A key for one purpose only, made once from a key of the settings. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  const name = `${purpose} ${key.toString('base64')}`
  const known = derived.get(name)
  if (known) return known
  const made = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `twotier/${purpose}`, 32))
  derived.set(name, made)
  return made
}

/** Names a key without telling it. */
export function keyIdOf(key: Buffer): string {
  return createHash('sha256').update('twotier/key-id').update(key).digest('hex').slice(0, 8)
}

/** Signs with the first of the keys. */
export function sign(keys: readonly Buffer[], purpose: string, text: string): string {
  const [key] = keys
  if (!key) throw new Error('no key to sign with')
  return signature(key, purpose, text)
}

/** Whether one of the keys made the signature; each is tried, so that a key can be exchanged without killing what is out. */
export function isSigned(keys: readonly Buffer[], purpose: string, text: string, given: string): boolean {
  const bytes = Buffer.from(given)
  return keys.some((key) => {
    const expected = Buffer.from(signature(key, purpose, text))
    return expected.length === bytes.length && timingSafeEqual(expected, bytes)
  })
}

function signature(key: Buffer, purpose: string, text: string): string {
  return createHmac('sha256', deriveKey(key, purpose)).update(text).digest('base64url')
}
