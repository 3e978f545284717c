import { InvitationId } from '../../shared/domain/ids.ts'
import {
  draftWithText,
  expireInvitation,
  type Invitation,
  revokeInvitation,
  sendInvitation,
} from '../../shared/domain/partnerships/invitation.ts'
import { acceptInvitation, declineInvitation } from '../../shared/domain/partnerships/invitation-reply.ts'
import { callerOf, now, provider, reseller } from './people.ts'
import { days } from './sales.ts'

const requestId = InvitationId.parse('ffffffff-0000-4000-8000-000000000006')
export const link = 'https://twotier.example/invitations?token=a.b.1.sig'
export const nextLink = 'https://twotier.example/invitations?token=a.b.2.sig'
export const terms = { remindAfterDays: 7, expireAfterDays: 14 }
export const caller = callerOf(provider)

export const draftWith = (body: string) =>
  draftWithText(
    { to: 'tess@tern.example', language: 'en', subject: 'Partnership', body },
    { requestId, link },
    caller,
    terms,
    now,
  )

export const sentBy = (before: Invitation, mailId = 'm1', at = now) =>
  sendInvitation(before, { link: before.state === 'draft' ? link : nextLink, oldLink: link, mailId }, caller, terms, at)
    .invitation

export function accept(invitation: Invitation, by = callerOf(reseller), at = now, generation = 1) {
  return acceptInvitation(
    invitation,
    undefined,
    { generation, authorize: true, mailId: 'told' },
    { provider, caller: by },
    at,
  )
}

export const draft = draftWith('Please open {link}').invitation
export const sent = sentBy(draft)
export const accepted = accept(sent)?.invitation ?? sent

/** The same invitation in each state it can come to. */
export const inState = {
  draft,
  sent,
  accepted,
  declined: declineInvitation(sent, { generation: 1, reason: 'no', mailId: 'told' }, now)?.invitation ?? sent,
  expired: expireInvitation(sent, days(14))?.invitation ?? sent,
  revoked: revokeInvitation(sent, caller, now).invitation,
}
