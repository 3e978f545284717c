import { RequestId } from '../../shared/domain/ids.ts'
import { acceptInvite, declineInvite } from '../../shared/domain/invitation.ts'
import {
  draftRequest,
  expireRequest,
  type PartnershipRequest,
  revokeRequest,
  sendRequest,
} from '../../shared/domain/partnership-request.ts'
import { callerOf, now, provider, reseller } from './people.ts'
import { days } from './sales.ts'

const requestId = RequestId.parse('ffffffff-0000-4000-8000-000000000006')
export const link = 'https://twotier.example/invitations?token=a.b.1.sig'
export const nextLink = 'https://twotier.example/invitations?token=a.b.2.sig'
export const terms = { remindAfterDays: 7, expireAfterDays: 14 }
export const caller = callerOf(provider)

export const draftWith = (body: string) =>
  draftRequest(
    { to: 'tess@tern.example', language: 'en', subject: 'Partnership', body },
    { requestId, link },
    caller,
    terms,
    now,
  )

export const sentBy = (before: PartnershipRequest, mailId = 'm1', at = now) =>
  sendRequest(before, { link: before.state === 'draft' ? link : nextLink, oldLink: link, mailId }, caller, terms, at)
    .request

export function accept(request: PartnershipRequest, by = callerOf(reseller), at = now, generation = 1) {
  return acceptInvite(request, undefined, { generation, authorize: true }, { provider, caller: by }, at)
}

export const draft = draftWith('Please open {link}').request
export const sent = sentBy(draft)
export const accepted = accept(sent)?.request ?? sent

/** The same invitation in each state it can come to. */
export const inState = {
  draft,
  sent,
  accepted,
  declined: declineInvite(sent, 1, 'no', now)?.request ?? sent,
  expired: expireRequest(sent, days(14))?.request ?? sent,
  revoked: revokeRequest(sent, caller, now).request,
}
