import { randomUUID } from 'node:crypto'
import type { HttpRequest } from '@azure/functions'
import { Fault, refuseInput } from '../domain/fault.ts'
import { readText } from './body.ts'

/** The ids of a request; made up where the caller gave none. */
export interface RequestIds {
  readonly requestId: string
  readonly correlationId: string
  /** Whether the caller named the request, and so may ask again. */
  readonly isGiven: boolean
}

const longestBody = 1_048_576
const longestId = 100
const correlationIds = /^[\w.:-]{1,100}$/
const inBraces = /^\{([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\}$/i
const notAscii = /[^\x20-\x7e]+/g

interface Headers {
  get(name: string): string | null
}

/** The ids that a request comes with. A GUID in braces is that GUID, and any other text names a request as well. */
export function readRequestIds(headers: Headers): RequestIds {
  const given = givenId(headers, 'ms-requestid')
  const correlation = givenId(headers, 'ms-correlationid')
  const isGiven = given !== '' && given.length <= longestId
  return {
    // It goes back in a header, of which the host lets ASCII out only.
    requestId: isGiven ? given.toWellFormed().replace(notAscii, encodeURIComponent) : randomUUID(),
    correlationId: correlationIds.test(correlation) ? correlation : randomUUID(),
    isGiven,
  }
}

/** Refuses a request whose id is too long to be kept: taken for none, a repeat would be done twice. @throws {Fault} invalidInput */
export function refuseLongRequestId(headers: Headers): void {
  if (givenId(headers, 'ms-requestid').length > longestId)
    refuseInput('MS-RequestId', 'tooLong', { maximum: longestId })
}

function givenId(headers: Headers, name: string): string {
  const given = headers.get(name)?.trim() ?? ''
  return inBraces.exec(given)?.[1] ?? given
}

/**
 * The etags of which one must be the current one, without their quotes: those of If-Match, or else the one that came in the body.
 * None: whatever the version is, which `*` says too.
 */
export function readEtags(headers: Headers, inBody: string | undefined): readonly string[] {
  const given = (headers.get('if-match')?.trim() || inBody) ?? ''
  if (given === '' || given === '*') return []
  return given.split(',').map((tag) => tag.trim().replace(/^W\/|"/g, ''))
}

// Half of a surrogate pair is no character: neither an address nor storage takes it.
const halfCharacter = /\\ud[89a-f]/i
const mended = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value)

/** JSON of a body. @throws {Fault} invalidInput, bodyTooLarge, encodingNotSupported */
export async function readJson(request: HttpRequest): Promise<unknown> {
  const json = await readText(request, longestBody)
  try {
    return JSON.parse(json, halfCharacter.test(json) ? mended : undefined)
  } catch {
    throw new Fault('invalidInput', { field: 'body' }, [
      { field: 'body', problem: json.trim() === '' ? 'required' : 'notJson' },
    ])
  }
}

/** The address of a request as links give it: below `/v1`, without paging moves. */
export function selfOf(url: string): string {
  const { pathname, search } = new URL(url)
  const query = search.replace(/([?&])seekOperation=[^&]*&?/gi, '$1').replace(/[?&]$/, '')
  return `${pathname.replace(/^\/+v1\/+/i, '/')}${query}`
}
