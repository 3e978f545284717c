import {
  commitInvitation,
  newInvitationIds,
  openNewInvitation,
} from '../../shared/aggregates/partnerships/invitations.ts'
import { settings } from '../../shared/azure/settings.ts'
import { created } from '../../shared/command/answer.ts'
import { draftInvitation } from '../../shared/domain/partnership-request.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { textOf } from '../../shared/text/sentences.ts'
import { RequestToDraft, requestToWire } from '../../shared/wire/partnership-request.ts'
import { PartnershipRequest } from '../../shared/wire/shapes/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'request-partnership',
    method: 'POST',
    route: 'v1/partnershiprequests',
    summary: 'Draft an invitation to an indirect reseller: subject, text and the link in it; nothing is sent yet',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    body: RequestToDraft,
    answers: { 201: PartnershipRequest },
    faults: ['invitationLinkMissing', 'requestIdReused'],
  },
  async ({ command, caller, body, now }) => {
    const ids = newInvitationIds(caller.partnerId, now)
    const drafted = draftInvitation(body, ids, textOf(body.language).mail, caller, settings.invitations, now)
    const open = await openNewInvitation(command, drafted.request)

    return commitInvitation(open, drafted, created(requestToWire(drafted.request, ids.link)))
  },
)
