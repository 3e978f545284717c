import { dayMs } from '../time.ts'
import {
  core,
  type DecidedInvitation,
  decided,
  type Invitation,
  type InvitationTerms,
  note,
  openStates,
} from './invitation.ts'
import { type InvitationMail, mailsIn, type QueuedMail } from './queued-mail.ts'

const recordableStates: readonly QueuedMail['state'][] = ['queued']
/** These hold the link, and help nobody once it is dead; what the provider is told stays true. */
const linkKinds: readonly InvitationMail['kind'][] = ['invite', 'reminder']
/** A report can be faster than the note that the mail was sent. */
const reportableStates: readonly QueuedMail['state'][] = ['queued', 'sent']

// The mail service never saw it: a newer mail took its place, or its link was dead before it went out.
const superseded = 'superseded'

export type MailOutcome = { readonly state: 'sent' } | { readonly state: 'refused'; readonly reason: string }

/** What the receiver's mail server reported to the mail service. */
export type MailDelivery = { readonly state: 'delivered' } | { readonly state: 'undelivered'; readonly reason: string }

/** A mail that still waits to be sent. `isStale` when the link in it is dead by now, so that sending it helps nobody. */
export function queuedMail(current: Invitation, mailId: string) {
  const mail = findMail(current, mailId)
  if (mail?.state !== 'queued') return undefined
  const newest = current.mails.findLast(({ kind }) => kind === mail.kind)
  const isStale = linkKinds.includes(mail.kind) && (!openStates.includes(current.state) || newest !== mail)
  return { ...mail, isStale, staleOutcome: { state: 'refused', reason: superseded } as const }
}

/** What became of a queued mail. Gives undefined when it has been recorded before. */
export function recordMail(
  before: Invitation,
  mailId: string,
  outcome: MailOutcome,
  now: Date,
): DecidedInvitation | undefined {
  const mail = findMail(before, mailId)
  if (!mail || !recordableStates.includes(mail.state)) return undefined

  return record(before, mail, outcome, now)
}

/** Whether a mail arrived. Gives undefined when it is known. */
export function recordDelivery(
  before: Invitation,
  mailId: string,
  delivery: MailDelivery,
  now: Date,
): DecidedInvitation | undefined {
  const mail = findMail(before, mailId)
  if (!mail || !reportableStates.includes(mail.state)) return undefined

  return record(before, mail, delivery, now)
}

function findMail(invitation: Invitation, mailId: string): InvitationMail | undefined {
  return mailsIn(invitation).find((mail) => mail.mailId === mailId)
}

function record(before: Invitation, mail: InvitationMail, outcome: MailOutcome | MailDelivery, now: Date) {
  const at = now.toISOString()
  const recorded = <M extends InvitationMail>(one: M): M =>
    one.mailId === mail.mailId ? { ...one, ...outcome, at } : one
  const { answerMails } = before
  const changed: Invitation = {
    ...before,
    mails: before.mails.map(recorded),
    ...(answerMails && { answerMails: answerMails.map(recorded) }),
  }
  // Nothing is wrong with a mail that nobody needs any more; operators are called for one that was refused.
  const became = 'reason' in outcome && outcome.reason === superseded ? superseded : outcome.state
  const isUnsent = before.state === 'sent' && became === 'refused' && isNewestInvite(before, mail)
  const current: Invitation = isUnsent ? { ...core(changed), state: 'draft' } : changed
  const after = note(current, { at, what: `${mail.kind}Mail.${outcome.state}` })
  return decided(`partnership_mail_${became}`, before, after, { mailId: mail.mailId })
}

// Nobody has the link of an invitation whose newest mail was refused, so it is not sent: it can be edited, sent or copied out.
function isNewestInvite({ mails }: Invitation, mail: InvitationMail): boolean {
  return mails.findLast(({ kind }) => kind === 'invite') === mail
}

/** One reminder a sending, for a link that nobody has used yet. Gives undefined when there is nothing to remind of. */
export function remindInvitation(
  before: Invitation,
  mailId: string,
  terms: InvitationTerms,
  now: Date,
): DecidedInvitation | undefined {
  if (before.state !== 'sent' || now.getTime() >= Date.parse(before.expiresAt)) return undefined
  if (before.mails.some((mail) => mail.mailId === mailId)) return undefined

  if (now.getTime() < Date.parse(before.sentAt) + terms.remindAfterDays * dayMs) return undefined

  const at = now.toISOString()
  const mails = [...before.mails, { mailId, kind: 'reminder' as const, state: 'queued' as const, at }]
  return decided('remind_partnership_request', before, note({ ...before, mails }, { at, what: 'reminding' }))
}
