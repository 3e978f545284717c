import { errors, type Provider, type TokenEndpointGrantContext } from 'oidc-provider'
import { everyone, findPerson } from '../people.ts'
import { apiResource } from './api-resource.ts'
import { accessTokenClaims } from './claims.ts'

/** The grant that scripts get a token with: `grant_type=urn:twotier:local:person&person=adam`. */
export const personGrant = 'urn:twotier:local:person'

interface PersonParameters {
  readonly person?: string
}

/** Lets a client have an access token of anybody, by alias. Only a local issuer may ever do that. */
export function allowPersonGrant(provider: Provider, audience: string): void {
  const resourceServer = new provider.ResourceServer(audience, apiResource(audience))

  const mint = async (ctx: TokenEndpointGrantContext<PersonParameters>) => {
    const { client, params } = ctx.oidc
    const person = findPerson(params.person ?? '')
    if (!person) throw new errors.InvalidRequest(`person is one of ${everyone.map(({ alias }) => alias).join(', ')}`)
    const token = new provider.AccessToken({
      client,
      resourceServer,
      accountId: person.objectId,
      grantId: personGrant,
      gty: personGrant,
      extra: accessTokenClaims(person),
    })
    ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration }
  }
  provider.registerGrantType<PersonParameters>(personGrant, mint, 'person')
}
