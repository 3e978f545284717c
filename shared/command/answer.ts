import type { Cookie } from '@azure/functions'

/** What a step answers over HTTP. `body` becomes JSON, `html` a page; neither means an empty answer. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly html?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly cookies?: Cookie[]
}

export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  body,
  ...(headers && { headers }),
})
export const created = (body: unknown): Answer => ({ status: 201, body })
/** Work that is under way, or done; `location` is where to see it, as links give addresses. */
export const accepted = (location: string): Answer => ({ status: 202, headers: { location } })
export const noContent = (): Answer => ({ status: 204 })
