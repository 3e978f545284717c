import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { HttpRequest, HttpResponseInit } from '@azure/functions'
import { varyingBy } from './vary.ts'

// Below this an answer fits into a few packets, and there is nothing to gain.
const worthwhile = 8 * 1024
// A small level is as good as a high one on JSON, and several times as fast.
const level = 3
const compress = promisify(gzip)

// What is compressed beside something that a stranger chose tells by its length what it holds.
const secret = /[?&]token=|"(?:password|access_token)"/i

/** A large answer of the API in gzip, for whoever takes that; never one that lets somebody in. */
export async function compressed(request: HttpRequest, response: HttpResponseInit): Promise<HttpResponseInit> {
  const { body } = response
  if (request.method !== 'GET' || !/^\/+v1(?:\.0)?\//i.test(new URL(request.url).pathname)) return response
  if (typeof body !== 'string' || body.length < worthwhile || secret.test(body)) return response
  const varying = varyingBy('Accept-Encoding', response)
  if (!takesGzip(request.headers.get('accept-encoding') ?? '')) return varying
  const headers = { ...Object.fromEntries(Object.entries(varying.headers ?? {})), 'content-encoding': 'gzip' }
  return { ...varying, headers, body: await compress(body, { level }) }
}

/** Whether a header takes gzip by its name or by a star, and not at no price at all. */
function takesGzip(accepted: string): boolean {
  const qualities = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
      return [name, parameters.find((parameter) => parameter.startsWith('q=')) ?? 'q=1']
    }),
  )
  const quality = qualities.get('gzip') ?? qualities.get('x-gzip') ?? qualities.get('*')
  return quality !== undefined && Number(quality.slice(2)) > 0
}
