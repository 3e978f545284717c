import type { PersonAlias } from '../../../local/people.ts'

/** One run of an operation, on an account with so many customers. No two runs of a process have the same number. */
export interface Run {
  readonly number: number
  readonly customers: number
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
  /** Below the host, with the query. */
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** What of the storage keys belongs to this run: the customer's id and the like. */
  readonly ids?: readonly string[]
}

export interface Operation {
  readonly name: string
  readonly kind: 'command' | 'read'
  /** The name of its file somewhere below `functions/`. */
  readonly step: string
  readonly person: PersonAlias
  /** Claims in place of the person's own. */
  readonly claims?: (run: Run) => Readonly<Record<string, unknown>>
  /** Asked first, and not measured. */
  readonly before?: (run: Run) => ApiRequest
  readonly request: (run: Run) => ApiRequest
  readonly status: number
  /** Sequential storage trips until the answer, at most. */
  readonly trips: number
}
