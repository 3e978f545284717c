import { isSameRegion } from '../contact/region.ts'
import { Fault } from '../fault.ts'
import { invitationEnded } from '../webhooks/webhook.ts'
import { core, type DecidedInvitation, decided, type Invitation, note } from './invitation.ts'
import type { Caller, PartnerAccount } from './partner.ts'
import type { Partnership } from './partnership.ts'
import { withAnswerMail } from './queued-mail.ts'

const acceptingStatuses: readonly PartnerAccount['status'][] = ['active']

const questionsPerRequest = 5

/** @throws {Fault} the fault that says why a link of `generation` cannot be used (any more) */
export function checkLinkUsable(current: Invitation, generation: number, now: Date): void {
  if (generation !== current.generation) throw new Fault('invitationReplaced')
  if (current.state === 'accepted') throw new Fault('invitationUsed')
  if (current.state === 'declined') throw new Fault('invitationDeclined')
  if (current.state === 'revoked') throw new Fault('invitationRevoked')
  if (current.state === 'expired' || now.getTime() >= Date.parse(current.expiresAt))
    throw new Fault('invitationExpired')
}

export interface AcceptedInvitation extends DecidedInvitation {
  readonly partnership: Partnership
}

export interface Acceptance {
  readonly generation: number
  readonly authorize: boolean
  /** The id of the mail that tells the provider. */
  readonly mailId: string
}

/**
 * The reseller authorizes the provider. Gives undefined when this reseller has accepted this invitation before and the
 * partnership is still there: a used link does not bring a removed one back.
 * @throws {Fault} the link faults of checkLinkUsable, acceptanceNotTicked, userRequired, roleNotAllowed, partnerNotEnrolled,
 * partnerKindNotAllowed, programNotActive, invitationOwn, regionMismatch
 */
export function acceptInvitation(
  before: Invitation,
  earlier: Partnership | undefined,
  acceptance: Acceptance,
  parties: { readonly provider: PartnerAccount; readonly caller: Caller },
  now: Date,
): AcceptedInvitation | undefined {
  const { provider, caller } = parties
  if (
    before.state === 'accepted' &&
    earlier?.state === 'active' &&
    before.resellerId === caller.partnerId &&
    acceptance.generation === before.generation
  )
    return undefined
  checkLinkUsable(before, acceptance.generation, now)
  const reseller = checkMayAccept(provider, caller)
  if (!acceptance.authorize) throw new Fault('acceptanceNotTicked', { field: 'authorize' })

  const at = now.toISOString()
  // Who is a partner already stays what it is, since when and by which invitation.
  const partnership = isInForce(earlier) ? earlier : newPartnership(before, reseller, at)
  const accepted = {
    ...core(before),
    state: 'accepted' as const,
    acceptedAt: at,
    resellerId: reseller.partnerId,
    resellerName: reseller.name,
    acceptedBy: caller.userName,
  }
  const noted = note(accepted, { at, what: 'accepted', by: caller.userName })
  const invitation = withAnswerMail(noted, 'accepted', acceptance.mailId, now)
  return {
    invitation,
    partnership,
    notices: [invitationEnded('accepted', before.requestId)],
    event: {
      operation: 'create_partner_relationship',
      resource: 'partner_relationship',
      resourceId: reseller.partnerId,
      ...(earlier && { before: earlier }),
      after: partnership,
      facts: { PartnershipRequestId: before.requestId, MpnId: reseller.mpnId },
    },
  }
}

/** Whether two organizations work together already: accepting once more changes nothing then. */
export function isInForce(partnership: Partnership | undefined): partnership is Partnership {
  return partnership?.state === 'active'
}

function newPartnership({ providerId, requestId }: Invitation, reseller: PartnerAccount, at: string): Partnership {
  return {
    providerId,
    resellerId: reseller.partnerId,
    resellerName: reseller.name,
    mpnId: reseller.mpnId,
    country: reseller.country,
    state: 'active',
    since: at,
    requestId,
  }
}

/** @throws {Fault} saying what the signed-in person or its organization lacks to accept an invitation of `provider` */
export function checkMayAccept(provider: PartnerAccount, caller: Caller): PartnerAccount {
  const { account } = caller
  if (caller.partnerId === provider.partnerId) throw new Fault('invitationOwn')
  if (!caller.isUser) throw new Fault('userRequired')
  if (!caller.roles.includes('GlobalAdmin')) throw new Fault('roleNotAllowed', { roles: 'GlobalAdmin' })
  if (!account) throw new Fault('partnerNotEnrolled')
  if (account.kind !== 'indirectReseller') throw new Fault('partnerKindNotAllowed', { kinds: 'indirectReseller' })
  if (!acceptingStatuses.includes(account.status)) throw new Fault('programNotActive')
  if (!isSameRegion(account.country, provider.country))
    throw new Fault('regionMismatch', { country: account.country, providerCountry: provider.country })
  return account
}

interface Refusal {
  readonly generation: number
  readonly reason: string
  /** The id of the mail that tells the provider. */
  readonly mailId: string
}

/** @throws {Fault} the link faults of checkLinkUsable */
export function declineInvitation(
  before: Invitation,
  { generation, reason, mailId }: Refusal,
  now: Date,
): DecidedInvitation | undefined {
  if (before.state === 'declined' && before.generation === generation) return undefined
  checkLinkUsable(before, generation, now)

  const at = now.toISOString()
  const declined = { ...core(before), state: 'declined' as const, declinedAt: at, reason }
  const noted = note(declined, { at, what: 'declined', ...(reason && { reason }) })
  return {
    ...decided('decline_partnership_request', before, withAnswerMail(noted, 'declined', mailId, now)),
    notices: [invitationEnded('declined', before.requestId)],
  }
}

/** Keeps a question and queues it as a mail to the provider. @throws {Fault} the link faults, tooManyRequests */
export function askQuestion(
  before: Invitation,
  question: { readonly generation: number; readonly from: string; readonly text: string; readonly mailId: string },
  now: Date,
): DecidedInvitation {
  checkLinkUsable(before, question.generation, now)
  if (before.questions.length >= questionsPerRequest) throw new Fault('tooManyRequests', { seconds: 86_400 })

  const at = now.toISOString()
  const asked = {
    ...before,
    questions: [...before.questions, { from: question.from, text: question.text, at }],
    mails: [...before.mails, { mailId: question.mailId, kind: 'question' as const, state: 'queued' as const, at }],
  }
  return decided('question_partnership_request', before, note(asked, { at, what: 'questionAsked' }))
}
