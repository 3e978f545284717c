import * as z from 'zod'
import {
  acceptedView,
  commitAcceptance,
  mailIdOf,
  openAcceptance,
} from '../../shared/aggregates/partnerships/invitations.ts'
import { readToken } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { acceptInvitation } from '../../shared/domain/partnerships/invitation-reply.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { PartnerRelationshipShape, providerToWire } from '../../shared/wire/partnerships/partnership.ts'

export const handler = endpoint(
  {
    name: 'accept-invite',
    method: 'POST',
    route: 'v1/partnershiprequests/accept',
    summary: 'Accept an invitation as a Global admin of an enrolled indirect reseller',
    capability: 'indirectModel',
    kinds: 'anyone',
    roles: ['GlobalAdmin'],
    userOnly: true,
    body: z.strictObject({ token: z.string().max(4_000, 'tooLong'), authorize: z.boolean() }),
    answers: { 200: PartnerRelationshipShape },
    faults: [
      'invitationUnknown',
      'invitationReplaced',
      'invitationExpired',
      'invitationRevoked',
      'invitationDeclined',
      'invitationUsed',
      'invitationOwn',
      'partnerNotEnrolled',
      'partnerKindNotAllowed',
      'regionMismatch',
      'acceptanceNotTicked',
      'roleNotAllowed',
    ],
  },
  async ({ command, caller, body, now }) => {
    const link = readToken(body.token)
    const open = await openAcceptance(command, link, caller.partnerId)
    const { requestId, generation } = link
    const mailId = mailIdOf(requestId, 'accepted', generation)
    const acceptance = { authorize: body.authorize, generation, mailId }
    const parties = { provider: open.provider, caller }
    const accepted = acceptInvitation(open.invitation, open.partnership, acceptance, parties, now)

    return commitAcceptance(open, accepted, ok(providerToWire(acceptedView(open, accepted))))
  },
)
