import { commitDraft, newInvitationIds, openNewInvitation } from '../../shared/aggregates/partnerships/invitations.ts'
import { settings } from '../../shared/azure/settings.ts'
import { created } from '../../shared/command/answer.ts'
import { draftInvitation, senderOf } from '../../shared/domain/partnerships/invitation.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { textOf } from '../../shared/text/sentences.ts'
import {
  InvitationToDraft,
  invitationToWire,
  PartnershipRequestShape,
} from '../../shared/wire/partnerships/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'request-partnership',
    method: 'POST',
    route: 'v1/partnershiprequests',
    summary:
      'Draft an invitation to an indirect reseller: subject, text and the link in it; nothing is sent yet, and open ones to the same address are named',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    body: InvitationToDraft,
    answers: { 201: PartnershipRequestShape },
    faults: ['invitationLinkMissing', 'requestIdReused'],
  },
  async ({ command, caller, body, language, now }) => {
    const ids = newInvitationIds(caller.partnerId, body.to, now)
    const wanted = { ...body, sender: senderOf(caller, language) }
    const drafted = draftInvitation(wanted, ids, textOf(body.language).mail, caller, settings.invitations, now)
    const open = await openNewInvitation(command, drafted.invitation)

    const answer = created(invitationToWire(drafted.invitation, ids.link, open.others))
    return commitDraft(open, drafted, answer)
  },
)
