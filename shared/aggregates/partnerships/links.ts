import { isSigned, sign } from '../../azure/secrets.ts'
import { settings } from '../../azure/settings.ts'
import { Fault } from '../../domain/fault.ts'
import { InvitationId, PartnerId } from '../../domain/ids.ts'
import { tokenIn } from '../../domain/partnerships/link-text.ts'

/** What an invitation link names. Its signature proves that this service made it; nothing of it is kept. */
export interface InvitationToken {
  readonly providerId: PartnerId
  readonly requestId: InvitationId
  readonly generation: number
}

const purpose = 'invitation-link'
const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const form = new RegExp(`^(${guid})\\.(${guid})\\.([1-9]\\d{0,5})\\.([\\w-]{43})$`)

/** The token is in the query, never in the path: telemetry records paths. */
export function invitationLink(token: InvitationToken): string {
  const text = `${token.providerId}.${token.requestId}.${token.generation}`
  return `${settings.baseUrl}/invitations?token=${text}.${sign(settings.linkKeys, purpose, text)}`
}

/** Every link to an invitation that a text of it may hold, whichever sending, key or address of ours it was made for. */
export function linksTo({ providerId, requestId }: Omit<InvitationToken, 'generation'>): RegExp {
  return new RegExp(`https?://[^\\s?]+/invitations\\?token=${providerId}\\.${requestId}\\.\\d{1,6}\\.[\\w-]{43}`, 'g')
}

/** What a link of a partner to customers names. It is the same for all of them, has no end and holds nothing of any. */
export interface RelationshipToken {
  readonly providerId: PartnerId
  /** The second partner of a two-tier relationship. */
  readonly resellerId?: PartnerId
  readonly delegatedAdmin: boolean
}

const relationshipPurpose = 'relationship-link'
const relationshipForm = new RegExp(`^(${guid})\\.(${guid}|0)\\.([01])\\.([\\w-]{43})$`)

export function relationshipLink({ providerId, resellerId, delegatedAdmin }: RelationshipToken): string {
  const text = `${providerId}.${resellerId ?? '0'}.${delegatedAdmin ? 1 : 0}`
  return `${settings.baseUrl}/relationship?token=${text}.${sign(settings.linkKeys, relationshipPurpose, text)}`
}

/** As readToken. @throws {Fault} relationshipLinkUnknown */
export function readRelationshipToken(token: string | null | undefined): RelationshipToken {
  const found = findRelationshipToken(token)
  if (!found) throw new Fault('relationshipLinkUnknown')
  return found
}

function findRelationshipToken(token: string | null | undefined): RelationshipToken | undefined {
  const [, provider = '', reseller = '', delegatedAdmin = '', signature = ''] =
    relationshipForm.exec(tokenIn(token)) ?? []
  const text = `${provider}.${reseller}.${delegatedAdmin}`
  if (!provider || !isSigned(settings.linkKeys, relationshipPurpose, text, signature)) return undefined
  return {
    providerId: PartnerId.parse(provider),
    ...(reseller !== '0' && { resellerId: PartnerId.parse(reseller) }),
    delegatedAdmin: delegatedAdmin === '1',
  }
}

/** The page that a token is for. @throws {Fault} invitationUnknown when it is for none */
export function pageOfToken(token: string | null | undefined): '/invitations' | '/relationship' {
  if (findRelationshipToken(token)) return '/relationship'
  readToken(token)
  return '/invitations'
}

/** Reads a token without touching storage. @throws {Fault} invitationUnknown when its signature is not as it was made */
export function readToken(token: string | null | undefined): InvitationToken {
  const [, provider = '', request = '', generation = '', signature = ''] = form.exec(tokenIn(token)) ?? []
  const text = `${provider}.${request}.${generation}`
  if (!provider || !isSigned(settings.linkKeys, purpose, text, signature)) throw new Fault('invitationUnknown')
  return {
    providerId: PartnerId.parse(provider),
    requestId: InvitationId.parse(request),
    generation: Number(generation),
  }
}
