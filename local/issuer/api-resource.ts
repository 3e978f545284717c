import type { ResourceServer } from 'oidc-provider'

export const tokenSeconds = 8 * 60 * 60

/** What the access tokens of our API look like. */
export function apiResource(audience: string): ResourceServer {
  return {
    audience,
    scope: 'user_impersonation',
    accessTokenFormat: 'jwt',
    accessTokenTTL: tokenSeconds,
    jwt: { sign: { alg: 'RS256' } },
  }
}
