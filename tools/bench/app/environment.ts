import { createServer } from 'node:http'
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { accessTokenClaims } from '../../../local/issuer/claims.ts'
import { findPerson, type PersonAlias } from '../../../local/people.ts'
import { type AppSettings, appSettings, audience, localUrl, sampleKeys } from '../../../local/settings.ts'

export interface Issuer {
  /** Every setting of the app; storage is filled in when its server is known. */
  readonly settings: AppSettings & { readonly REQUESTS_PER_MINUTE: string }
  tokenFor(person: PersonAlias, claims?: Readonly<Record<string, unknown>>): Promise<string>
  stop(): void
}

const noPorts = { host: 1, mailbox: 1, queue: 1, table: 1 }
const keyId = 'bench'

/** Signs tokens as the local issuer does, and serves the key that they are checked with. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' }] })
  const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(jwks))
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  server.unref()
  // A caller uses its token for an hour.
  const tokens = new Map<string, Promise<string>>()
  return {
    settings: { ...appSettings({ ...noPorts, issuer: port }, sampleKeys), REQUESTS_PER_MINUTE: '0' },
    tokenFor: (alias, claims = {}) => {
      const key = `${alias} ${JSON.stringify(claims)}`
      const token = tokens.get(key) ?? sign(privateKey, localUrl(port), alias, claims)
      tokens.set(key, token)
      return token
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function sign(
  key: CryptoKey,
  issuer: string,
  alias: PersonAlias,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const person = findPerson(alias)
  if (!person) throw new Error(`there is no ${alias}`)
  // An access token names the application it was given to; one that names none is refused.
  return new SignJWT({ ...accessTokenClaims(person), sub: person.objectId, azp: 'bench', ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(key)
}
