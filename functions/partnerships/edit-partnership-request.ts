import * as z from 'zod'
import { commitInvitation, openInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink, linksTo } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { RequestId } from '../../shared/domain/ids.ts'
import { editRequest } from '../../shared/domain/partnership-request.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { RequestToEdit, requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequest } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'edit-partnership-request',
    method: 'PATCH',
    route: 'v1/partnershiprequests/{requestId:guid}',
    summary: 'Change subject or text of a draft; the link must stay in it',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    params: z.object({ requestId: RequestId }),
    body: RequestToEdit,
    answers: { 200: PartnershipRequest },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong', 'invitationLinkMissing'],
  },
  async ({ command, caller, params, body }) => {
    const open = await openInvitation(command, { providerId: caller.partnerId, requestId: params.requestId })
    const link = invitationLink(open.invitation)
    const edited = editRequest(open.invitation, body, link, linksTo(open.invitation))

    return commitInvitation(open, edited, ok(requestToWire(edited.request, link)))
  },
)
