import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { settings } from '../../azure/settings.ts'
import { varyingBy } from './vary.ts'

// The API alone, which nothing but a bearer token opens. The pages go by a cookie, and are for no other site.
const api = /^\/+(?:v1|v1\.0|webhooks)(?:\/|$)/i

const takes = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers':
    'Authorization, Content-Type, If-Match, MS-RequestId, MS-CorrelationId, MS-ContinuationToken, MS-PartnerCenter-Application, X-Locale',
  // The longest that a browser keeps it; asking costs each call a trip.
  'access-control-max-age': '7200',
}

// What a script may read beside the few headers that it always may.
const shown = 'ETag, Location, MS-RequestId, MS-CorrelationId, Retry-After, WWW-Authenticate'

/** Lets scripts of the origins that the deployment names read an answer of the API; no cookie ever goes along. */
export function shownToOrigins(request: HttpRequest, response: HttpResponseInit): HttpResponseInit {
  if (settings.allowedOrigins.size === 0 || !isApi(request)) return response
  const varying = varyingBy('Origin', response)
  const origin = allowedOrigin(request)
  if (origin === undefined) return varying
  const allowed = { 'access-control-allow-origin': origin, 'access-control-expose-headers': shown }
  return { ...varying, headers: { ...Object.fromEntries(Object.entries(varying.headers ?? {})), ...allowed } }
}

/** The answer to a browser that asks before it calls; undefined for whom there is nothing. */
export function preflight(request: HttpRequest): HttpResponseInit | undefined {
  const origin = allowedOrigin(request)
  if (request.method !== 'OPTIONS' || origin === undefined || !isApi(request)) return undefined
  return { status: 204, headers: { ...takes } }
}

const isApi = (request: HttpRequest): boolean => api.test(new URL(request.url).pathname)

function allowedOrigin(request: HttpRequest): string | undefined {
  const origin = request.headers.get('origin') ?? ''
  return settings.allowedOrigins.has(origin) ? origin : undefined
}
