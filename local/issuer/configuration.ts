import { type Configuration, interactionPolicy, type JWTStructured, type KoaContextWithOIDC } from 'oidc-provider'
import { html } from '../../shared/text/html.ts'
import { page } from '../page.ts'
import { everyone } from '../people.ts'
import { signinClient } from '../settings.ts'
import { apiResource, tokenSeconds } from './api-resource.ts'
import { accessTokenClaims, authenticationMethods, idTokenClaimNames, idTokenClaims } from './claims.ts'
import type { readOrCreateIssuerKeys } from './issuer-keys.ts'
import { memoryAdapter } from './memory-adapter.ts'
import { personGrant } from './person-grant.ts'

export interface IssuerChoices {
  readonly keys: Awaited<ReturnType<typeof readOrCreateIssuerKeys>>
  readonly redirectUris: readonly string[]
  readonly audience: string
}

const codeSeconds = 60
const interactionSeconds = 60 * 60

export const place = 'local sign-in'

/** Everything oidc-provider needs configured. Nobody gives consent: the client is our own. */
export function providerConfiguration({ keys, redirectUris, audience }: IssuerChoices): Configuration {
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [keys.signingKey] },
    cookies: { keys: [keys.cookieKey] },
    clients: [pagesClient(redirectUris)],
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: idTokenClaimNames },
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    pkce: { required: () => true },
    interactions: { policy: pickerPolicy(), url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => findAccount(accountId),
    loadExistingGrant: (ctx) => grantEverything(ctx, audience),
    extraTokenClaims: (_, token) => ('accountId' in token ? claimsOf(token.accountId) : undefined),
    formats: { customizers: { jwt: (_, __, parts) => likeEntra(parts) } },
    renderError: (ctx, { error, error_description }) => showError(ctx, error, error_description ?? ''),
    ttl: {
      ...{ AccessToken: tokenSeconds, IdToken: tokenSeconds, Grant: tokenSeconds, Session: tokenSeconds },
      ...{ AuthorizationCode: codeSeconds, Interaction: interactionSeconds },
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => apiResource(audience),
      },
    },
  }
}

function pagesClient(redirectUris: readonly string[]) {
  return {
    client_id: signinClient.clientId,
    client_secret: signinClient.clientSecret,
    client_name: 'Twotier',
    redirect_uris: [...redirectUris],
    response_types: ['code' as const],
    grant_types: ['authorization_code', personGrant],
    token_endpoint_auth_method: 'client_secret_post' as const,
  }
}

/** The picker answers every prompt at once, so a client may ask for any of them. */
function pickerPolicy() {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return policy
}

function findAccount(accountId: string) {
  const person = everyone.find(({ objectId }) => objectId === accountId)
  return person && { accountId, claims: () => ({ ...idTokenClaims(person), amr: authenticationMethods }) }
}

function claimsOf(accountId: string) {
  const person = everyone.find(({ objectId }) => objectId === accountId)
  return person && accessTokenClaims(person)
}

async function grantEverything({ oidc }: KoaContextWithOIDC, audience: string) {
  const { client, session } = oidc
  if (!client || session?.accountId === undefined) return undefined
  const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid profile email')
  grant.addResourceScope(audience, apiResource(audience).scope)
  await grant.save()
  return grant
}

function likeEntra(token: JWTStructured): void {
  token.header = { typ: 'JWT' }
  token.payload.nbf = token.payload.iat
  token.payload.azp ??= token.payload.client_id
  delete token.payload.client_id
  delete token.payload.scope
}

async function showError(ctx: KoaContextWithOIDC, error: string, description: string): Promise<void> {
  const body = html`<h1>Signing in did not work</h1><p>${description || error}</p><p class="soft">${error}</p>`
  const response = page({ title: 'Signing in did not work', place, body, policy: '' })
  ctx.set(Object.fromEntries(response.headers))
  ctx.body = await response.text()
}
