import * as z from 'zod'
import { mintToken, type TokenClient } from '../issuer/mint-token.ts'
import type { PersonAlias } from '../people.ts'
import type { Facts, Story } from './story.ts'

export interface Call<T extends z.ZodType> {
  readonly as: PersonAlias
  readonly body?: unknown
  readonly expect: number
  /** What the step goes on with; an answer without it fails the step. */
  readonly answer: T
  readonly show?: (answer: z.infer<T>) => Facts
}

export type Api = ReturnType<typeof createApi>

/** Calls the API as one of the people of the demo, and reports it to the story. */
export function createApi(baseUrl: string, issuer: TokenClient, story: Story) {
  const tokens = new Map<PersonAlias, Promise<string>>()
  const tokenOf = (person: PersonAlias): Promise<string> => {
    const known = tokens.get(person) ?? reach(issuer.tokenUrl, () => mintToken(issuer, person))
    tokens.set(person, known)
    return known
  }

  return async <T extends z.ZodType>(method: string, path: string, call: Call<T>): Promise<z.infer<T>> => {
    const address = `${baseUrl}${path}`
    const headers = { authorization: `Bearer ${await tokenOf(call.as)}`, 'content-type': 'application/json' }
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) }
    const response = await reach(address, () => fetch(address, { method, headers, ...body }))
    const text = await response.text()
    const request = `${method} ${path}`
    if (response.status !== call.expect)
      throw new Error(`${request} was answered ${response.status}, not ${call.expect}:\n${text}`)
    const parsed = call.answer.safeParse(text === '' ? undefined : JSON.parse(text))
    if (!parsed.success)
      throw new Error(`${request} was answered without what it promises:\n${z.prettifyError(parsed.error)}\n${text}`)
    story.tell({
      method,
      address: decodeURIComponent(path),
      status: response.status,
      facts: call.show?.(parsed.data) ?? {},
    })
    return parsed.data
  }
}

/** Does what needs an address to answer, and says which one does not. */
export async function reach<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new Error(`${new URL(address).origin} does not answer`, { cause: error.cause })
  }
}
