import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { NullableString, TypedValue } from '../contract.ts'
import { HttpRefusal } from '../errors.ts'
import { encodePath, parseQuery, type RequestTarget } from './http-target.ts'

/** Kestrel's limits. */
const maxRequestLineBytes = 8 * 1024
const maxHeaderBytes = 32 * 1024
const maxHeaderCount = 100

export function checkLimits(request: IncomingMessage): void {
  const { method = '', url = '', rawHeaders, httpVersion } = request
  if (Buffer.byteLength(`${method} ${url} HTTP/${httpVersion}\r\n`) > maxRequestLineBytes) throw new HttpRefusal(414)
  if (/[^\x21-\x7e]/.test(url)) throw new HttpRefusal(400)
  if (!rawHeaders.every((part) => isUtf8(bytesOf(part)))) throw new HttpRefusal(400)
  const headerBytes = rawHeaders.reduce((sum, part) => sum + part.length + 2, 0)
  if (headerBytes > maxHeaderBytes || rawHeaders.length > maxHeaderCount * 2) throw new HttpRefusal(431)
}

/** Node hands over the bytes of a header as if each were a character; Kestrel reads UTF-8. */
const bytesOf = (part: string) => Buffer.from(part, 'latin1')

/** Header names in lower case, repeated ones joined with a comma. The way to the worker has no character above U+00FF. */
export function joinHeaders(request: IncomingMessage): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase()
    const value = bytesOf(request.rawHeaders[index + 1] ?? '').toString()
    if (/[^\0-\xff]/.test(value)) throw new HttpRefusal(500)
    const earlier = headers.get(name)
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`)
  }
  return headers
}

/** The body, if its length was announced: the real host does not copy a chunked one, so the function sees none. */
export async function readBody(request: IncomingMessage, beforeReading: () => void): Promise<Buffer> {
  const length = Number(request.headers['content-length'] ?? 0)
  // Kestrel would say 413, but the host has begun to read the body by then.
  if (length > bodyLimit()) throw new HttpRefusal(500)
  if (length === 0) return Buffer.alloc(0)

  beforeReading()
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface RequestParts {
  readonly target: RequestTarget
  readonly params: Readonly<Record<string, string>>
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export function toHttpTrigger(request: IncomingMessage, { target, params, headers, body }: RequestParts): TypedValue {
  const host = headers.get('host') || `127.0.0.1:${request.socket.localPort}`
  return {
    http: {
      method: request.method ?? 'GET',
      url: `http://${host}${encodePath(target.path)}${target.query}`,
      nullableHeaders: toNullable(headers),
      nullableQuery: toNullable(parseQuery(target.query)),
      nullableParams: toNullable(Object.entries(params)),
      ...(body.length > 0 ? { body: { bytes: body } } : {}),
    },
  }
}

function bodyLimit(): number {
  return Number(process.env.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT ?? 100 * 1024 * 1024)
}

function toNullable(entries: Iterable<readonly [string, string]>): Record<string, NullableString> {
  return Object.fromEntries(Array.from(entries, ([name, value]) => [name, { value }]))
}
