import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AcsError } from './acs-error.ts'

const allowedDriftMs = 15 * 60 * 1000

/** Throws unless the request carries a fresh signature made with this key, over this very body. */
export function checkSignature(request: Request, body: string, accessKey: string, now: Date): void {
  const date = request.headers.get('x-ms-date') ?? ''
  const contentHash = request.headers.get('x-ms-content-sha256') ?? ''
  const bodyHash = createHash('sha256').update(body).digest('base64')
  if (!equal(contentHash, bodyHash)) throw denied('x-ms-content-sha256 is not the hash of the body.')
  if (
    !equal(request.headers.get('authorization') ?? '', expectedAuthorization(request, date, contentHash, accessKey))
  ) {
    throw denied('The signature in the Authorization header is missing or wrong.')
  }
  const driftMs = Math.abs(now.getTime() - Date.parse(date))
  if (!(driftMs <= allowedDriftMs)) throw denied('x-ms-date is too far from the time of the service (date drift).')
}

function expectedAuthorization(request: Request, date: string, contentHash: string, accessKey: string): string {
  const { pathname, search, host } = new URL(request.url)
  const signed = `${request.method}\n${pathname}${search}\n${date};${host};${contentHash}`
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64')).update(signed).digest('base64')
  return `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`
}

function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function denied(message: string): AcsError {
  return new AcsError(401, 'Denied', `Denied by the resource provider. ${message}`)
}
