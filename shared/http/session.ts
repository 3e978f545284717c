import type { Cookie, HttpRequest } from '@azure/functions'
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose'
import { deriveKey } from '../azure/secrets.ts'
import { settings } from '../azure/settings.ts'
import type { Caller } from '../domain/partnerships/partner.ts'
import { callerOf } from './auth.ts'

/** What a browser carries between two pages: sealed, so that it can be neither read nor changed. */
export type Purpose = 'session' | 'sign-in'

const minutes: Readonly<Record<Purpose, number>> = { session: 60, 'sign-in': 15 }

/** A cookie that holds `claims`, readable by this service only, until it expires. `name` tells those of one purpose apart. */
export async function seal(purpose: Purpose, claims: JWTPayload, name = ''): Promise<Cookie> {
  const [key] = settings.sessionKeys
  if (!key) throw new Error('no session key')
  const value = await new EncryptJWT(claims)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt()
    .setExpirationTime(`${minutes[purpose]}m`)
    .encrypt(deriveKey(key, purpose))
  return { ...cookie(purpose, name), value, maxAge: minutes[purpose] * 60 }
}

/** Removes the oldest cookies of a purpose, so that no more than `kept` of them stay: a browser sends them all, and oldest first. */
export function unsetOldest(purpose: Purpose, request: HttpRequest, kept: number): readonly Cookie[] {
  const { name: prefix, ...attributes } = cookie(purpose, '')
  const names = cookiesOf(request)
    .map(([name]) => name)
    .filter((name) => name.startsWith(`${prefix}.`))
  return names.slice(0, Math.max(0, names.length - kept)).map((name) => ({ ...attributes, name, value: '', maxAge: 0 }))
}

/** What a cookie holds; undefined when there is none, it has expired, or it is not ours. */
export async function unseal(purpose: Purpose, request: HttpRequest, name = ''): Promise<JWTPayload | undefined> {
  const value = readCookie(request, cookie(purpose, name).name)
  if (value === undefined) return undefined
  for (const key of settings.sessionKeys) {
    const payload = await decrypt(value, deriveKey(key, purpose))
    if (payload) return payload
  }
  return undefined
}

/** Who is signed in, looked up anew: a role or an account that is gone does not live on in a cookie's account. */
export async function sessionCaller(request: HttpRequest): Promise<Caller | undefined> {
  const claims = await unseal('session', request)
  return claims && callerOf(claims)
}

async function decrypt(value: string, key: Buffer): Promise<JWTPayload | undefined> {
  try {
    return (await jwtDecrypt(value, key)).payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

// The __Host- prefix binds a cookie to this very host, but needs https.
function cookie(purpose: Purpose, own: string) {
  const secure = settings.baseUrl.startsWith('https:')
  const name = `${secure ? '__Host-' : ''}twotier-${purpose}${own && `.${own}`}`
  return { name, path: '/', httpOnly: true, secure, sameSite: 'Lax' as const }
}

function readCookie(request: HttpRequest, name: string): string | undefined {
  return cookiesOf(request).find(([other]) => other === name)?.[1]
}

function cookiesOf(request: HttpRequest): readonly (readonly [name: string, value: string])[] {
  const parts = (request.headers.get('cookie') ?? '').split(/;\s*/)
  return parts.map((part) => [part.replace(/=.*/s, ''), part.replace(/^[^=]*=?/, '')])
}
