import { commitInvitation, openInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink, linksTo } from '../../shared/aggregates/partnerships/links.ts'
import { ok } from '../../shared/command/answer.ts'
import { editInvitation } from '../../shared/domain/partnerships/invitation.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  invitationToWire,
  PartnershipRequestShape,
  RequestToEdit,
} from '../../shared/wire/partnerships/partnership-request.ts'

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
    body: RequestToEdit,
    answers: { 200: PartnershipRequestShape },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong', 'invitationLinkMissing'],
  },
  async ({ command, caller, params, body }) => {
    const open = await openInvitation(command, { providerId: caller.partnerId, requestId: params.requestId })
    const link = invitationLink(open.invitation)
    const edited = editInvitation(open.invitation, body, caller, link, linksTo(open.invitation))

    return commitInvitation(open, edited, ok(invitationToWire(edited.invitation, link)))
  },
)
