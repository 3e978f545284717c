import * as z from 'zod'
import { acceptByToken } from '../../shared/aggregates/partnerships/acceptance.ts'
import { ok } from '../../shared/command/answer.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { providerToWire } from '../../shared/wire/partnership.ts'
import { PartnerRelationship } from '../../shared/wire/shapes/partnership.ts'

export const handler = endpoint(
  {
    name: 'accept-invite',
    method: 'POST',
    route: 'v1/partnershiprequests/accept',
    summary: 'Accept an invitation as a Global admin of an enrolled indirect reseller',
    capability: 'indirectModel',
    kinds: 'anyone',
    userOnly: true,
    body: z.strictObject({ token: z.string().max(300, 'tooLong'), authorize: z.boolean() }),
    answers: { 200: PartnerRelationship },
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
  ({ command, caller, body }) => acceptByToken(command, caller, body, (view) => ok(providerToWire(view))),
)
