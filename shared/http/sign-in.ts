import type { HttpRequest } from '@azure/functions'
import type { ClientAuth, Configuration, IDToken } from 'openid-client'
import { pageOfToken } from '../aggregates/partnerships/links.ts'
import { settings } from '../azure/settings.ts'
import type { Answer } from '../command/answer.ts'
import { Fault } from '../domain/fault.ts'
import { callerOf } from './auth.ts'
import { seal, unseal, unsetOldest } from './session.ts'

// People wait for it.
const timeoutSeconds = 10

let discovered: Promise<Configuration> | undefined

/** Where people come back to after signing in; registered with the identity provider. */
const callback = () => `${settings.baseUrl}/signin/callback`

// Each tab in which a person has begun to sign in has a cookie of its own; more of them would not fit into a request.
const tabsAtOnce = 5

const cookieName = (state: string): string => state.replaceAll(/[^\w-]/g, '').slice(0, 16)

/** Sends a person to the identity provider, to come back to the page that `token` is for. @throws {Fault} invitationUnknown, identityUnavailable */
export async function beginSignIn(request: HttpRequest, token: string, language: string): Promise<Answer> {
  const page = pageOfToken(token)
  const client = await import('openid-client')
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const address = client.buildAuthorizationUrl(await configuration(), {
    redirect_uri: callback(),
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    prompt: 'select_account',
    ui_locales: language,
    state,
    nonce,
  })
  const begun = await seal('sign-in', { verifier, state, nonce, token, language, page }, cookieName(state))
  return redirect(address.href, [...unsetOldest('sign-in', request, tabsAtOnce - 1), begun])
}

/**
 * Takes a person back who has signed in, or has thought better of it. One who is signed in and comes here again, by reloading or
 * going back, goes to the page all the same.
 * @throws {Fault} signInFailed, identityUnavailable
 */
export async function finishSignIn(request: HttpRequest): Promise<Answer> {
  const name = cookieName(request.query.get('state') ?? '')
  const begun = await unseal('sign-in', request, name)
  if (!begun?.verifier) return returnAgain(request, begun)
  const { token, language } = begun
  const page = begun.page === '/relationship' ? begun.page : '/invitations'
  const address = `${page}?token=${String(token)}&lang=${String(language)}`
  const claims = await exchange(request.url, begun)
  // What was begun is over and cannot be used again; where it led to stays known.
  const over = await seal('sign-in', { address }, name)
  if (!claims) return redirect(`${settings.baseUrl}${address}`, [over])
  // Before a cookie is made: one of somebody who may not be here would greet them with a refusal until it expires.
  await callerOf(claims, { account: false })
  const { tid, oid, name: displayName, preferred_username, roles, sub } = claims
  const session = await seal('session', { tid, oid, name: displayName, preferred_username, roles, sub, address })
  return redirect(`${settings.baseUrl}${address}`, [session, over])
}

async function returnAgain(request: HttpRequest, over: Readonly<Record<string, unknown>> | undefined): Promise<Answer> {
  const session = await unseal('session', request)
  const address = over?.address ?? session?.address
  if (!session || typeof address !== 'string') throw new Fault('signInFailed')
  return redirect(`${settings.baseUrl}${address}`, [])
}

/** What the identity provider says of the person; undefined when the person has cancelled there. */
async function exchange(url: string, begun: Readonly<Record<string, unknown>>): Promise<IDToken | undefined> {
  const client = await import('openid-client')
  // The address as the browser sees it: behind a front end the request's own host is another.
  const address = new URL(`${callback()}${new URL(url).search}`)
  await renewAssertion()
  try {
    const tokens = await client.authorizationCodeGrant(await configuration(), address, {
      pkceCodeVerifier: String(begun.verifier),
      expectedState: String(begun.state),
      expectedNonce: String(begun.nonce),
      idTokenExpected: true,
    })
    return tokens.claims()
  } catch (error) {
    if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied') return undefined
    // The provider does not know this app, or its identity: nothing that the person could mend, so it belongs into the log.
    if (error instanceof client.ResponseBodyError && error.error === 'invalid_client')
      throw new Error(`the sign-in client is refused: ${error.error_description}`, { cause: error })
    throw faultOf(error)
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error
  return isUnavailable(error) ? new Fault('identityUnavailable', { seconds: 5 }) : new Fault('signInFailed')
}

function configuration(): Promise<Configuration> {
  discovered ??= discover().catch((error: unknown) => {
    discovered = undefined
    throw isUnavailable(error) ? new Fault('identityUnavailable', { seconds: 5 }) : error
  })
  return discovered
}

const passing: readonly unknown[] = ['OAUTH_TIMEOUT', 'temporarily_unavailable', 'server_error']

/** Whether the identity provider gave no answer, or one that is about itself: nothing that the person has done. */
function isUnavailable(error: unknown): boolean {
  // What fetch throws when there is no answer.
  if (error instanceof TypeError) return true
  if (error instanceof Response) return isOutOfOrder(error.status)
  if (!(error instanceof Error)) return false
  if ('status' in error && isOutOfOrder(error.status)) return true
  if ('code' in error && passing.includes(error.code)) return true
  return ('error' in error && passing.includes(error.error)) || isUnavailable(error.cause)
}

const isOutOfOrder = (status: unknown): boolean => typeof status === 'number' && (status >= 500 || status === 429)

async function discover(): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretPost, discovery } = await import('openid-client')
  const { issuer, clientId, clientSecret } = settings.signIn
  const address = new URL(issuer)
  const isLocal = address.protocol === 'http:' && address.hostname === '127.0.0.1'
  const authentication = clientSecret ? ClientSecretPost(clientSecret) : vouch
  return discovery(address, clientId, undefined, authentication, {
    timeout: timeoutSeconds,
    ...(isLocal && { execute: [allowInsecureRequests] }),
  })
}

let assertion = ''

// A token of the app's identity in place of a secret: the client is registered to trust it.
const vouch: ClientAuth = (_, { client_id }, body) => {
  body.set('client_id', client_id)
  body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
  body.set('client_assertion', assertion)
}

/** Fetches the token anew where it stands in for a secret; the identity keeps its tokens, which makes that cheap. */
async function renewAssertion(): Promise<void> {
  if (settings.signIn.clientSecret) return
  const { exchangeToken } = await import('../azure/identity.ts')
  assertion = await exchangeToken()
}

function redirect(location: string, cookies: NonNullable<Answer['cookies']>): Answer {
  return { status: 302, headers: { location }, cookies }
}
