import { randomUUID } from 'node:crypto'
import type { HttpRequest } from '@azure/functions'
import { Fault } from '../domain/fault.ts'
import { readText } from './body.ts'

/** The ids of a request; made up where the caller gave none. */
export interface RequestIds {
  readonly requestId: string
  readonly correlationId: string
  /** Whether the caller named the request, and so may ask again. */
  readonly isGiven: boolean
}

const longestBody = 1_048_576
const id = /^[\w.:-]{1,100}$/

export function readRequestIds(headers: { get(name: string): string | null }): RequestIds {
  const given = headers.get('ms-requestid')?.trim() ?? ''
  const correlation = headers.get('ms-correlationid')?.trim() ?? ''
  const isGiven = id.test(given)
  return {
    requestId: isGiven ? given : randomUUID(),
    correlationId: id.test(correlation) ? correlation : randomUUID(),
    isGiven,
  }
}

// Half of a surrogate pair is no character: neither an address nor storage takes it.
const halfCharacter = /\\ud[89a-f]/i
const mended = (_: string, value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed() : value)

/** JSON of a body. @throws {Fault} invalidInput, bodyTooLarge, encodingNotSupported */
export async function readJson(request: HttpRequest): Promise<unknown> {
  const json = await readText(request, longestBody)
  try {
    return JSON.parse(json, halfCharacter.test(json) ? mended : undefined) as unknown // checked by the step's schema
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
