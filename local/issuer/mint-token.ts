import * as z from 'zod'
import { personGrant } from './person-grant.ts'

export interface TokenClient {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

const Answer = z.object({ access_token: z.string() })
const Refusal = z.object({ error_description: z.string() })

/** An access token for the person or app of this alias. */
export async function mintToken({ tokenUrl, clientId, clientSecret }: TokenClient, person: string): Promise<string> {
  const form = { grant_type: personGrant, client_id: clientId, client_secret: clientSecret, person }
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`No token for ${person}: ${Refusal.parse(answer).error_description}`)
  return Answer.parse(answer).access_token
}
