import * as z from 'zod'
import { isSigned, sign } from '../azure/secrets.ts'
import { settings } from '../azure/settings.ts'
import { refuseInput } from '../domain/fault.ts'

const purpose = 'list-cursor'

/**
 * A page of a list, as its token names it. All that the list was asked for is in it: Partner Center's SDKs send the token and
 * the seek operation, and neither size nor filter again (their own unit tests demand it).
 */
const Cursor = z.object({
  size: z.int().min(1),
  asked: z.record(z.string(), z.string()),
  first: z.string(),
  last: z.string(),
})
export type Cursor = z.infer<typeof Cursor>

/** The opaque token of a page of `list`. Signed, so that a caller cannot read where it may not. */
export function tokenOf(list: string, cursor: Cursor): string {
  const text = Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url')
  return `${text}.${sign(settings.sessionKeys, purpose, `${list}\n${text}`)}`
}

/** What a token says. @throws {Fault} invalidInput when it is not one of this very list */
export function readContinuation(list: string, token: string): Cursor {
  const [text = '', signature = ''] = token.split('.')
  if (!isSigned(settings.sessionKeys, purpose, `${list}\n${text}`, signature))
    refuseInput('MS-ContinuationToken', 'notAContinuation')
  return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
}
