import type { DescribedPerson } from '../people.ts'

/** How everyone signed in, as Entra says it of a password and a second factor. */
export const authenticationMethods = ['pwd', 'mfa']

/** What an access token says of a person, in the words of Entra's v2 tokens. */
export function accessTokenClaims(person: DescribedPerson) {
  const always = { tid: person.tenantId, oid: person.objectId, roles: [...person.roles], ver: '2.0' }
  if (person.isApp) return { ...always, azp: person.objectId, idtyp: 'app' }
  return { ...always, ...namesOf(person), scp: 'user_impersonation', amr: authenticationMethods }
}

/** What an ID token says of a person. */
export function idTokenClaims(person: DescribedPerson) {
  const { tenantId, objectId, roles } = person
  return { sub: objectId, tid: tenantId, oid: objectId, roles: [...roles], ver: '2.0', ...namesOf(person) }
}

export const idTokenClaimNames = ['sub', 'tid', 'oid', 'roles', 'ver', 'name', 'preferred_username', 'email', 'amr']

function namesOf({ name, userName }: DescribedPerson) {
  return { name, preferred_username: userName, email: userName }
}
