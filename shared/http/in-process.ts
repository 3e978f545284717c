import { HttpRequest } from '@azure/functions'
import { settings } from '../azure/settings.ts'
import type { Answer } from '../command/answer.ts'
import type { Language } from '../domain/language.ts'
import type { Caller } from '../domain/partnerships/partner.ts'
import { findStep } from './registry.ts'
import type { RequestIds } from './request.ts'

interface Wanted {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below the host: `/v1/partners`. */
  readonly path: string
  readonly body?: unknown
}

/**
 * Has a step of the API done for a person who is signed in on a page. The page is a client like any other: the step's contract
 * says who may call it and what it takes.
 * @throws {Fault} what the step refuses with
 */
export function performStep(
  { method, path, body }: Wanted,
  { person, ids, language }: { readonly person: Caller; readonly ids: RequestIds; readonly language: Language },
): Promise<Answer> {
  const found = findStep(method, path)
  if (!found) throw new Error(`no step is at ${method} ${path}`)
  const request = new HttpRequest({
    method,
    url: `${settings.baseUrl}${path}`,
    params: found.params,
    ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
  })
  return found.step.perform({ request, ids, language, person })
}
