import { refuseInput } from '../domain/fault.ts'
import { isSigned, sign } from './secrets.ts'
import { settings } from './settings.ts'

const purpose = 'list-cursor'

/** An opaque token for "after this key of this list". Signed, so that a caller cannot read where it may not. */
export function cursorAfter(list: string, key: string): string {
  const text = Buffer.from(key, 'utf8').toString('base64url')
  return `${text}.${sign(settings.sessionKeys, purpose, `${list}\n${key}`)}`
}

/** The key a list goes on after. @throws {Fault} invalidInput when the token is not one of this very list */
export function readCursor(list: string, token: string): string {
  const [text = '', signature = ''] = token.split('.')
  const key = Buffer.from(text, 'base64url').toString('utf8')
  if (!isSigned(settings.sessionKeys, purpose, `${list}\n${key}`, signature))
    refuseInput('MS-ContinuationToken', 'notAContinuation')
  return key
}
