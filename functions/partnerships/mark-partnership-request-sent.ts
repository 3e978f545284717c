import * as z from 'zod'
import { commitInvitation, openInvitationToSend } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink } from '../../shared/aggregates/partnerships/links.ts'
import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { RequestId } from '../../shared/domain/ids.ts'
import { markRequestSent } from '../../shared/domain/partnership-request.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequest } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'mark-partnership-request-sent',
    method: 'POST',
    route: 'v1/partnershiprequests/{requestId:guid}/done',
    summary: 'Say that you have sent the text with your own mail program',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    params: z.object({ requestId: RequestId }),
    answers: { 200: PartnershipRequest },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong'],
  },
  async ({ command, caller, params, now }) => {
    const name = { providerId: caller.partnerId, requestId: params.requestId }
    const open = await openInvitationToSend(command, name)
    const done = markRequestSent(open.invitation, caller, settings.invitations, now)

    return commitInvitation(open, done, ok(requestToWire(done.request, invitationLink(done.request))))
  },
)
