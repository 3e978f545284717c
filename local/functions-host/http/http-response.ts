import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpCookie, InvocationResponse, TypedValue } from '../contract.ts'
import { HttpRefusal } from '../errors.ts'

/** Writes what the function returned; nothing at all is 204. */
export function writeResponse(request: IncomingMessage, response: ServerResponse, result: InvocationResponse): void {
  const http = result.returnValue?.http
  if (!http) {
    response.writeHead(204).end()
    return
  }
  // No formatter of the host's fits what the library hands over.
  if (http.enableContentNegotiation) throw new HttpRefusal(406)
  for (const [name, value] of Object.entries(http.headers ?? {})) setHeader(response, name, value)
  for (const cookie of http.cookies ?? []) response.appendHeader('set-cookie', formatCookie(cookie))

  response.statusCode = Number(http.statusCode ?? 200)
  writeBody(request, response, toBytes(http.body))
}

/** @throws {HttpRefusal} 500, where Kestrel refuses to write the header */
function setHeader(response: ServerResponse, name: string, value: string): void {
  if (/[^\t\x20-\x7e]/.test(value)) throw new HttpRefusal(500)
  response.setHeader(name, value)
}

function writeBody(request: IncomingMessage, response: ServerResponse, body: Uint8Array): void {
  const ownLength = response.getHeader('content-length')
  // Kestrel believes a function that says it frames its body itself; what arrives then is a body to no client.
  const written = response.hasHeader('transfer-encoding') ? new Uint8Array() : body
  for (const name of ['content-length', 'transfer-encoding']) response.removeHeader(name)
  if (request.method === 'HEAD' || [204, 205, 304].includes(response.statusCode)) {
    response.end()
    return
  }
  if (ownLength !== undefined && Number(ownLength) !== written.length) throw new HttpRefusal(500)
  response.setHeader('content-length', written.length)
  response.end(written)
}

function toBytes(body: TypedValue | null | undefined): Uint8Array {
  if (body?.bytes) return body.bytes
  return Buffer.from(body?.string ?? body?.json ?? '')
}

/** As ASP.NET Core writes cookies: value percent-encoded, attributes in lower case, path "/" unless given, if only as empty. */
function formatCookie(cookie: HttpCookie): string {
  if (!isToken(cookie.name)) throw new HttpRefusal(500)
  const seconds = cookie.expires?.value?.seconds
  const maxAge = cookie.maxAge?.value
  const sameSite = cookie.sameSite === 'explicitNone' ? 'none' : cookie.sameSite
  const attributes = [
    `${cookie.name}=${escapeData(cookie.value)}`,
    seconds && `expires=${new Date(seconds * 1000).toUTCString()}`,
    typeof maxAge === 'number' && `max-age=${Math.trunc(maxAge)}`,
    cookie.domain?.value && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    cookie.sameSite && cookie.sameSite !== 'none' && `samesite=${sameSite}`,
    cookie.httpOnly?.value && 'httponly',
  ]
  return attributes.filter(Boolean).join('; ')
}

/** What RFC 9110 lets a name be. */
const isToken = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name)

/** .NET's Uri.EscapeDataString. */
function escapeData(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
