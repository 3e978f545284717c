import type { HttpRequest } from '@azure/functions'
import { decodeJwt } from 'jose'
import { refuseInput } from '../domain/fault.ts'
import type { Shaped } from '../wire/shape.ts'
import type { ExchangedTokenShape } from '../wire/system/token.ts'
import { readText } from './body.ts'

const longestForm = 20_000
const grant = 'jwt_token'

/**
 * What Partner Center's exchange of a directory token gives, which scripts of its early years still ask for first. Here every
 * call takes the directory's token itself, so it is given back; `endpoint` has verified it.
 * @throws {Fault} invalidInput when another kind of grant is asked for; bodyTooLarge, encodingNotSupported
 */
export async function exchangedToken(request: HttpRequest, now: Date): Promise<Shaped<typeof ExchangedTokenShape>> {
  const asked = new URLSearchParams(await readText(request, longestForm)).get('grant_type') ?? grant
  if (asked !== grant) refuseInput('grant_type', 'notOneOf', { allowed: grant })
  const token = (request.headers.get('authorization') ?? '').replace(/^Bearer\s+/i, '')
  const seconds = (decodeJwt(token).exp ?? 0) - Math.floor(now.getTime() / 1000)
  return { access_token: token, token_type: 'Bearer', expires_in: Math.max(0, seconds) }
}
