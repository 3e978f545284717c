import * as z from 'zod'
import { kept } from '../domain/change.ts'
import { Language } from '../domain/language.ts'
import { Body, type PartnershipRequest, Recipient, Subject } from '../domain/partnership-request.ts'
import { link } from './collection.ts'

/** Ours, so unknown fields are refused rather than ignored. */
export const RequestToDraft = z
  .strictObject({
    to: Recipient,
    language: Language.default('en'),
    subject: Subject.optional(),
    body: Body.optional(),
  })
  .meta({
    id: 'RequestToDraft',
    description: '{link} in the body stands for the invitation link; without a body there is a ready text.',
  })

export const RequestToEdit = z.strictObject({ subject: kept(Subject), body: kept(Body) }).meta({ id: 'RequestToEdit' })

/** What a mail program can take as an address before it cuts it off. */
const longestMailto = 2000

/** The draft and all that became of it. `invitationLink` is the link that works now, if one does. */
export function requestToWire(request: PartnershipRequest, invitationLink: string) {
  const { requestId, state, to, language, subject, body, generation } = request
  const isOpen = state === 'draft' || state === 'sent'
  return {
    id: requestId,
    state,
    to,
    language,
    subject,
    body,
    ...(isOpen && { link: invitationLink, mailto: mailto(to, subject, body, invitationLink) }),
    generation,
    createdBy: request.createdBy,
    createdDate: request.createdAt,
    expiresDate: request.expiresAt,
    ...(request.openedAt && { openedDate: request.openedAt }),
    ...outcome(request),
    mails: request.mails.map(({ mailId, kind, state: mailState, at, reason }) => ({
      id: mailId,
      kind,
      state: mailState,
      date: at,
      ...(reason && { reason }),
    })),
    questions: request.questions.map(({ from, text, at }) => ({ from, text, date: at })),
    timeline: request.timeline.map(({ at, what, by }) => ({ date: at, what, ...(by && { by }) })),
    links: { self: link(`/partnershiprequests/${requestId}`) },
    attributes: { objectType: 'PartnershipRequest' },
  }
}

function outcome(request: PartnershipRequest) {
  if (request.state === 'accepted') {
    const { resellerId, resellerName, acceptedAt, acceptedBy } = request
    return { acceptedDate: acceptedAt, acceptedBy, reseller: { id: resellerId, name: resellerName } }
  }
  if (request.state === 'declined') return { declinedDate: request.declinedAt, declineReason: request.reason }
  if (request.state === 'revoked') return { revokedDate: request.revokedAt }
  return request.state === 'sent' ? { sentDate: request.sentAt } : {}
}

// A text too long for an address is left to the clipboard, but the link always goes along.
function mailto(to: string, subject: string, body: string, invitationLink: string): string {
  const whole = `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
  if (whole.length <= longestMailto) return whole
  return `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(invitationLink)}`
}
