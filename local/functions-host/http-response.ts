import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpCookie, InvocationResponse, TypedValue } from './contract.ts'

/** Kestrel frames the body itself, whatever the function says about it. */
const framingHeaders = new Set(['content-length', 'transfer-encoding'])

/** Writes what the function returned; nothing at all is 204. */
export function writeResponse(request: IncomingMessage, response: ServerResponse, result: InvocationResponse): void {
  const http = result.returnValue?.http
  if (!http) {
    response.writeHead(204).end()
    return
  }
  for (const [name, value] of Object.entries(http.headers ?? {})) {
    if (!framingHeaders.has(name.toLowerCase())) response.setHeader(name, value)
  }
  for (const cookie of http.cookies ?? []) response.appendHeader('set-cookie', formatCookie(cookie))

  response.statusCode = Number(http.statusCode ?? 200)
  writeBody(request, response, toBytes(http.body))
}

function writeBody(request: IncomingMessage, response: ServerResponse, body: Uint8Array): void {
  if ([204, 205, 304].includes(response.statusCode)) {
    response.end()
    return
  }
  if (request.method !== 'HEAD') response.setHeader('content-length', body.length)
  response.end(body)
}

function toBytes(body: TypedValue | null | undefined): Uint8Array {
  if (body?.bytes) return body.bytes
  return Buffer.from(body?.string ?? body?.json ?? '')
}

/** As ASP.NET Core writes cookies: value percent-encoded, attributes in lower case, path "/" unless given. */
function formatCookie(cookie: HttpCookie): string {
  const seconds = cookie.expires?.value?.seconds
  const maxAge = cookie.maxAge?.value
  const sameSite = cookie.sameSite === 'explicitNone' ? 'none' : cookie.sameSite
  const attributes = [
    `${cookie.name}=${escapeData(cookie.value)}`,
    seconds && `expires=${new Date(seconds * 1000).toUTCString()}`,
    typeof maxAge === 'number' && `max-age=${Math.trunc(maxAge)}`,
    cookie.domain?.value && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value || '/'}`,
    cookie.secure?.value && 'secure',
    cookie.sameSite && cookie.sameSite !== 'none' && `samesite=${sameSite}`,
    cookie.httpOnly?.value && 'httponly',
  ]
  return attributes.filter(Boolean).join('; ')
}

/** .NET's Uri.EscapeDataString. */
function escapeData(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
