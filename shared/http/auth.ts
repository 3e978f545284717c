import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { settings } from '../azure/settings.ts'
import { Kept } from '../command/kept.ts'
import { accountOf } from '../command/partner-accounts.ts'
import { Fault } from '../domain/fault.ts'
import { PartnerId } from '../domain/ids.ts'
import { type Caller, type Role, roles } from '../domain/partnerships/partner.ts'

let keys: ReturnType<typeof createRemoteJWKSet> | undefined

function jwks() {
  keys ??= createRemoteJWKSet(new URL(settings.auth.jwksUrl), {
    cacheMaxAge: 600_000,
    cooldownDuration: 30_000,
    timeoutDuration: 3_000,
  })
  return keys
}

/**
 * The caller behind a bearer token: signature, issuer of its own tenant, audience, times and the allowed tenants are checked.
 * Without `account`, its account is left to whoever needs it.
 * @throws {Fault} tokenMissing, notAuthenticated, identityUnavailable
 */
export async function authenticate(authorization: string | null, { account = true } = {}): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (!token) throw new Fault('tokenMissing')
  return callerOf(await verifiedClaims(token), { account })
}

const kept = new Kept<JWTPayload>({ ms: 300_000, atMost: 1_000 })

/**
 * The claims of a token. A caller sends the same one all day and checking its signature is the dearest thing most calls do, so
 * a token that was found good is good for five minutes, or until it expires.
 */
async function verifiedClaims(token: string): Promise<JWTPayload> {
  const known = kept.get(token)
  if (known) return known.value
  const claims = await verify(token)
  return kept.set(token, claims, (claims.exp ?? 0) * 1000)
}

/** The caller that verified claims speak of. @throws {Fault} notAuthenticated */
export async function callerOf(claims: JWTPayload, { account = true } = {}): Promise<Caller> {
  const partnerId = PartnerId.safeParse(claims.tid)
  const userId = textOf(claims.oid) ?? claims.sub
  if (!partnerId.success || !userId || !isAllowed(partnerId.data)) throw new Fault('notAuthenticated')
  return {
    partnerId: partnerId.data,
    userId,
    userName: textOf(claims.preferred_username) ?? textOf(claims.upn) ?? '',
    displayName: textOf(claims.name) ?? '',
    applicationId: applicationOf(claims),
    isUser: claims.idtyp !== 'app' && (claims.scp !== undefined || claims.preferred_username !== undefined),
    roles: rolesOf(claims.roles),
    account: account ? await accountOf(partnerId.data) : undefined,
  }
}

async function verify(token: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, jwks(), {
      audience: settings.auth.audience,
      algorithms: ['RS256'],
      clockTolerance: 60,
      requiredClaims: ['exp', 'tid', 'oid'],
    })
    // An ID token of our own sign-in has the same audience, but names no application that it was given to.
    if (payload.iss !== issuerOf(payload) || applicationOf(payload) === '') throw new Fault('notAuthenticated')
    return payload
  } catch (error) {
    if (error instanceof Fault) throw error
    throw isAboutToken(error) ? new Fault('notAuthenticated') : new Fault('identityUnavailable', { seconds: 5 })
  }
}

/** Whether a check of the token failed, and not the fetching of the keys, which says nothing about the token. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false
  // The plain kind is thrown for a key set that was answered with another status than 200, or is no JSON.
  return error.code !== errors.JOSEError.code && !ofKeySet.some((kind) => error instanceof kind)
}

const ofKeySet = [errors.JWKSTimeout, errors.JWKSInvalid]

// Never a wildcard issuer: a multi-tenant token must come from the issuer of the very tenant it names.
function issuerOf(claims: JWTPayload): string {
  return settings.auth.issuer.replace('{tid}', textOf(claims.tid) ?? '')
}

const isAllowed = (tenant: string): boolean => settings.auth.tenants.has('*') || settings.auth.tenants.has(tenant)

const applicationOf = (claims: JWTPayload): string =>
  textOf(claims.azp) ?? textOf(claims.appid) ?? textOf(claims.client_id) ?? ''

const textOf = (claim: unknown): string | undefined => (typeof claim === 'string' && claim !== '' ? claim : undefined)

function rolesOf(claim: unknown): Role[] {
  const given: readonly unknown[] = Array.isArray(claim) ? claim : []
  return roles.filter((role) => given.includes(role))
}
