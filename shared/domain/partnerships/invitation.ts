import * as z from 'zod'
import type { Event, OperationType } from '../audit.ts'
import { isAddressOf, MailedEmail } from '../contact/email.ts'
import { Fault, refuseInput } from '../fault.ts'
import { InvitationId, PartnerId } from '../ids.ts'
import { Language } from '../language.ts'
import { cut, line, lines } from '../line.ts'
import { daysAfter } from '../time.ts'
import { invitationEnded, type Notice } from '../webhooks/webhook.ts'
import { standsAlone, withLink } from './link-text.ts'
import type { Caller, PartnerAccount } from './partner.ts'
import { AnswerMail, checkMailsOfDay, QueuedMail } from './queued-mail.ts'

/** States in which the link works; `draft` is one, because its text may have been copied out before *Done*. */
export const openStates: readonly Invitation['state'][] = ['draft', 'sent']
const editableStates: readonly Invitation['state'][] = ['draft']
const markableStates: readonly Invitation['state'][] = ['draft']
const resendableStates: readonly Invitation['state'][] = ['draft', 'sent', 'declined', 'expired']
const revocableStates: readonly Invitation['state'][] = openStates
const expiringStates: readonly Invitation['state'][] = openStates

/** Days after which an invitation is reminded of once, and after which its link is dead. */
export interface InvitationTerms {
  readonly remindAfterDays: number
  readonly expireAfterDays: number
}

const timelineLength = 60

const Moment = z.object({
  at: z.iso.datetime(),
  what: z.string(),
  by: z.string().optional(),
  reason: z.string().optional(),
})

/** The person who has drafted or sent the text, and the language that this person works in. */
const Sender = z.object({ name: z.string(), language: Language })
type Sender = z.infer<typeof Sender>

const invitation = {
  providerId: PartnerId,
  requestId: InvitationId,
  generation: z.number().int().min(1),
  to: z.string(),
  language: Language,
  subject: z.string(),
  body: z.string(),
  createdBy: z.string(),
  sender: Sender.optional(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  openedAt: z.iso.datetime().optional(),
  mails: z.array(QueuedMail),
  answerMails: z.array(AnswerMail).optional(),
  questions: z.array(z.object({ from: z.string(), text: z.string(), at: z.iso.datetime() })),
  timeline: z.array(Moment),
}

/** An invitation to a reseller. The link in `body` names this invitation and `generation`; an older link is dead. */
export const Invitation = z.discriminatedUnion('state', [
  z.object({ ...invitation, state: z.literal('draft') }),
  z.object({ ...invitation, state: z.literal('sent'), sentAt: z.iso.datetime() }),
  z.object({
    ...invitation,
    state: z.literal('accepted'),
    acceptedAt: z.iso.datetime(),
    resellerId: PartnerId,
    resellerName: z.string(),
    acceptedBy: z.string(),
  }),
  z.object({ ...invitation, state: z.literal('declined'), declinedAt: z.iso.datetime(), reason: z.string() }),
  z.object({ ...invitation, state: z.literal('expired') }),
  z.object({ ...invitation, state: z.literal('revoked'), revokedAt: z.iso.datetime() }),
])
export type Invitation = z.infer<typeof Invitation>

const longestSubject = 200
export const Subject = line({ min: 1, max: longestSubject })
export const Body = lines({ min: 1, max: 8000 })
export const Recipient = MailedEmail

export interface DecidedInvitation {
  readonly invitation: Invitation
  readonly event: Event
  readonly notices?: readonly Notice[]
}

export interface Draft {
  readonly to: string
  readonly language: Language
  readonly subject: string
  readonly body: string
  readonly sender?: Sender
}

/** Who a caller is to the receiver of a mail. */
export function senderOf({ displayName, userName }: Caller, language: Language): Sender {
  return { name: displayName || userName, language }
}

interface InvitationTexts {
  readonly inviteSubject: (provider: string) => string
  readonly inviteBody: (provider: string) => string
}

/** Drafts an invitation; what of its text is not given is the text of its language. @throws {Fault} invitationLinkMissing, invalidInput */
export function draftInvitation(
  wanted: Pick<Draft, 'to' | 'language' | 'sender'> & { readonly [K in 'subject' | 'body']?: string | undefined },
  ids: { readonly requestId: InvitationId; readonly link: string },
  texts: InvitationTexts,
  caller: Caller,
  terms: InvitationTerms,
  now: Date,
): DecidedInvitation {
  const { account } = caller
  if (account) checkRecipient(wanted.to, account)
  const name = account?.name ?? ''
  // The text as it is drafted can be saved again, whatever the company is called.
  const { subject = cut(texts.inviteSubject(name), longestSubject), body = texts.inviteBody(name) } = wanted
  return draftWithText({ ...wanted, subject, body }, ids, caller, terms, now)
}

/** Drafts an invitation whose text holds `link`. @throws {Fault} invitationLinkMissing, invalidInput */
export function draftWithText(
  draft: Draft,
  ids: { readonly requestId: InvitationId; readonly link: string },
  caller: Caller,
  terms: InvitationTerms,
  now: Date,
): DecidedInvitation {
  const body = withLink(draft.body, ids.link, caller.account?.name ?? '')
  checkLink(body, ids.link)
  const at = now.toISOString()
  return decided('create_partnership_request', undefined, {
    ...draft,
    body,
    state: 'draft',
    providerId: caller.partnerId,
    requestId: ids.requestId,
    generation: 1,
    createdBy: caller.userName,
    createdAt: at,
    expiresAt: daysAfter(now, terms.expireAfterDays).toISOString(),
    mails: [],
    questions: [],
    timeline: [{ at, what: 'drafted', by: caller.userName }],
  })
}

/** Changes the text of a draft; the link must stay in it. @throws {Fault} partnershipRequestStateWrong, invitationLinkMissing */
export function editInvitation(
  before: Invitation,
  text: { readonly subject?: string | undefined; readonly body?: string | undefined },
  caller: Caller,
  link: string,
  oldLinks: string | RegExp = link,
): DecidedInvitation {
  if (!editableStates.includes(before.state))
    throw new Fault('partnershipRequestStateWrong', { state: before.state, allowed: editableStates.join(', ') })
  const given = text.body === undefined ? before.body : withLink(text.body, link, caller.account?.name ?? '')
  const body = given.replaceAll(oldLinks, link)
  checkLink(body, link)

  return decided('update_partnership_request', before, { ...before, subject: text.subject ?? before.subject, body })
}

/** The generation the next sending has: that of a draft that was never mailed, else a new one that kills the links sent before. */
export function nextGeneration({ state, generation, mails }: Invitation): number {
  const isMailed = mails.some(({ kind }) => kind === 'invite')
  return state === 'draft' && !isMailed ? generation : generation + 1
}

/** Sends, or sends again, by e-mail. @throws {Fault} partnershipRequestStateWrong, tooManyRequests */
export function sendInvitation(
  before: Invitation,
  sending: {
    readonly link: string
    readonly oldLink: string | RegExp
    readonly mailId: string
    readonly sender?: Sender
    /** When the address was mailed invitations by the provider, if that is known: this one may not be the only one to it. */
    readonly invites?: readonly string[] | undefined
  },
  caller: Caller,
  terms: InvitationTerms,
  now: Date,
): DecidedInvitation {
  const { state } = before
  if (!resendableStates.includes(state))
    throw new Fault('partnershipRequestStateWrong', { state, allowed: resendableStates.join(', ') })
  // Questions are mails to the provider, and anybody who has the link can ask them.
  const own = before.mails.filter(({ kind }) => kind === 'invite')
  checkMailsOfDay(sending.invites?.map((at) => ({ at })) ?? own, now)

  const at = now.toISOString()
  const sent = {
    ...core(before),
    ...(sending.sender && { sender: sending.sender }),
    state: 'sent' as const,
    sentAt: at,
    generation: nextGeneration(before),
    body: before.body.replaceAll(sending.oldLink, sending.link),
    expiresAt: daysAfter(now, terms.expireAfterDays).toISOString(),
    mails: [...before.mails, { mailId: sending.mailId, kind: 'invite' as const, state: 'queued' as const, at }],
  }
  return decided('send_partnership_request', before, note(sent, { at, what: 'sendingByService', by: caller.userName }))
}

/** *Done*: the user has sent the text with a mail program of its own. @throws {Fault} partnershipRequestStateWrong */
export function markInvitationSent(
  before: Invitation,
  caller: Caller,
  terms: InvitationTerms,
  now: Date,
): DecidedInvitation {
  if (!markableStates.includes(before.state))
    throw new Fault('partnershipRequestStateWrong', { state: before.state, allowed: markableStates.join(', ') })

  const at = now.toISOString()
  const sent = {
    ...before,
    state: 'sent' as const,
    sentAt: at,
    expiresAt: daysAfter(now, terms.expireAfterDays).toISOString(),
  }
  return decided('send_partnership_request', before, note(sent, { at, what: 'sentByUser', by: caller.userName }))
}

/** Ends an invitation whose time is over. Gives undefined when its time was extended or it was answered. */
export function expireInvitation(before: Invitation, now: Date): DecidedInvitation | undefined {
  if (!expiringStates.includes(before.state) || now.getTime() < Date.parse(before.expiresAt)) return undefined

  const expired = { ...core(before), state: 'expired' as const }
  const noted = note(expired, { at: now.toISOString(), what: 'expired' })
  return {
    ...decided('expire_partnership_request', before, noted),
    notices: [invitationEnded('expired', before.requestId)],
  }
}

/** The provider takes the invitation back. @throws {Fault} partnershipRequestStateWrong */
export function revokeInvitation(before: Invitation, caller: Caller, now: Date): DecidedInvitation {
  if (!revocableStates.includes(before.state))
    throw new Fault('partnershipRequestStateWrong', { state: before.state, allowed: revocableStates.join(', ') })

  const at = now.toISOString()
  const revoked = { ...core(before), state: 'revoked' as const, revokedAt: at }
  return decided('revoke_partnership_request', before, note(revoked, { at, what: 'revoked', by: caller.userName }))
}

function checkLink(body: string, link: string): void {
  if (!standsAlone(link, body)) throw new Fault('invitationLinkMissing', { field: 'body' })
}

// What belongs to one state, and stays behind when another begins.
const ofOneState = [
  'state',
  'sentAt',
  'acceptedAt',
  'resellerId',
  'resellerName',
  'acceptedBy',
  'declinedAt',
  'reason',
  'revokedAt',
] as const

type Core = Omit<Extract<Invitation, { readonly state: 'draft' }>, 'state'>

/** What every state keeps, also what this version does not know; fields of one state only are left behind. */
export function core(current: Invitation): Core {
  const kept: Partial<Invitation> & Record<string, unknown> = { ...current }
  for (const name of ofOneState) delete kept[name]
  return kept as Core // an invitation without what belongs to its state
}

export function note<R extends Invitation>(current: R, moment: z.infer<typeof Moment>): R {
  return { ...current, timeline: [...current.timeline, moment].slice(-timelineLength) }
}

export function decided(
  operation: OperationType,
  before: Invitation | undefined,
  after: Invitation,
  facts: Readonly<Record<string, string>> = {},
): DecidedInvitation {
  const event: Event = {
    operation,
    resource: 'partnership_request',
    resourceId: after.requestId,
    ...(before && { before: auditView(before) }),
    after: auditView(after),
    facts,
  }
  return { invitation: after, event }
}

// The text holds the link; the record of what was done must not.
function auditView({ body: _, timeline: __, ...rest }: Invitation) {
  return rest
}

/**
 * @throws {Fault} invalidInput when an organization would invite an address of its own domain
 * @internal
 */
export function checkRecipient(to: string, provider: PartnerAccount): void {
  if (provider.domain && isAddressOf(to, provider.domain))
    refuseInput('to', 'emailOfPartner', { domain: provider.domain })
}
