import { Fault } from '../domain/fault.ts'
import { PartnerId, RequestId } from '../domain/ids.ts'
import { isSigned, sign } from './secrets.ts'
import { settings } from './settings.ts'

/** What an invitation link names. Its signature proves that this service made it; nothing of it is kept. */
export interface InvitationToken {
  readonly providerId: PartnerId
  readonly requestId: RequestId
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

/** Every link to a request that a text of it may hold, whichever sending, key or address of ours it was made for. */
export function linksTo({ providerId, requestId }: Omit<InvitationToken, 'generation'>): RegExp {
  return new RegExp(`https?://[^\\s?]+/invitations\\?token=${providerId}\\.${requestId}\\.\\d{1,6}\\.[\\w-]{43}`, 'g')
}

/** Reads a token without touching storage. @throws {Fault} invitationUnknown when a single character is not as it was made */
export function readToken(token: string | null | undefined): InvitationToken {
  const [, provider = '', request = '', generation = '', signature = ''] = form.exec(token ?? '') ?? []
  const text = `${provider}.${request}.${generation}`
  if (!provider || !isSigned(settings.linkKeys, purpose, text, signature)) throw new Fault('invitationUnknown')
  return { providerId: PartnerId.parse(provider), requestId: RequestId.parse(request), generation: Number(generation) }
}
