import { commitSending, mailIdOf, openInvitationToSend } from '../../shared/aggregates/partnerships/invitations.ts'
import { invitationLink, linksTo } from '../../shared/aggregates/partnerships/links.ts'
import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { nextGeneration, senderOf, sendInvitation } from '../../shared/domain/partnerships/invitation.ts'
import { partnershipRoles } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { invitationToWire, PartnershipRequestShape } from '../../shared/wire/partnerships/partnership-request.ts'

export const handler = endpoint(
  {
    name: 'send-partnership-request',
    method: 'POST',
    route: 'v1/partnershiprequests/{requestId:guid}/send',
    summary: 'Send the invitation by e-mail, or send it again: then the links sent before are dead',
    capability: 'indirectModel',
    kinds: ['indirectProvider'],
    roles: partnershipRoles,
    userOnly: true,
    answers: { 200: PartnershipRequestShape },
    faults: ['partnershipRequestNotFound', 'partnershipRequestStateWrong', 'tooManyRequests'],
  },
  async ({ command, caller, params, language, now }) => {
    const name = { providerId: caller.partnerId, requestId: params.requestId }
    const open = await openInvitationToSend(command, name)
    const generation = nextGeneration(open.invitation)
    const link = invitationLink({ ...name, generation })
    const mailId = mailIdOf(params.requestId, 'invite', generation)
    const sender = senderOf(caller, language)
    const sending = { link, oldLink: linksTo(name), mailId, sender, invites: open.address.found?.invites }
    const sent = sendInvitation(open.invitation, sending, caller, settings.invitations, now)

    return commitSending(open, sent, ok(invitationToWire(sent.invitation, link)))
  },
)
