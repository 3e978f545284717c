import { generateKeyPair, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { readOrCreate } from '../json-file.ts'

const text = z.string()
const SigningKey = z.object({
  ...{ kid: text, n: text, e: text, d: text, p: text, q: text, dp: text, dq: text, qi: text },
  kty: z.literal('RSA'),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
})

const IssuerKeys = z.object({ signingKey: SigningKey, cookieKey: z.string() })
type IssuerKeys = z.infer<typeof IssuerKeys>

/** The issuer's keys of this folder, made on first use, so that tokens outlive a restart. */
export function readOrCreateIssuerKeys(folder: string | undefined): Promise<IssuerKeys> {
  return readOrCreate(folder && join(folder, 'issuer-keys.json'), IssuerKeys, createKeys)
}

async function createKeys(): Promise<IssuerKeys> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const kid = randomBytes(12).toString('base64url')
  const signingKey = SigningKey.parse({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' })
  return { signingKey, cookieKey: randomBytes(32).toString('base64url') }
}
