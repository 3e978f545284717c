import * as z from 'zod'
import { inviterOf, readInvitation, readOpenedInvitation } from '../aggregates/partnerships/invitations.ts'
import type { InvitationToken } from '../aggregates/partnerships/links.ts'
import { readToken } from '../aggregates/partnerships/links.ts'
import { findPartnership } from '../aggregates/partnerships/partnerships.ts'
import { settings } from '../azure/settings.ts'
import type { Answer } from '../command/answer.ts'
import { accountOf } from '../command/partner-accounts.ts'
import { Email } from '../domain/contact/email.ts'
import { Fault } from '../domain/fault.ts'
import { cut, lines } from '../domain/line.ts'
import type { Invitation } from '../domain/partnerships/invitation.ts'
import { checkLinkUsable, checkMayAccept, isInForce } from '../domain/partnerships/invitation-reply.ts'
import { type Caller, Enrolment, enrollPartner } from '../domain/partnerships/partner.ts'
import { performStep } from '../http/in-process.ts'
import { sessionCaller } from '../http/session.ts'
import { type Mistakes, mistakesOf } from '../text/form.ts'
import { isolated } from '../text/html.ts'
import { invitationPage, messagePage, splitSentences } from '../text/pages.ts'
import { sentenceOf, textOf } from '../text/sentences.ts'
import { parseInput } from '../wire/problems.ts'
import type { PageCall } from './page-endpoint.ts'

/** Shows the invitation that a link names, or what has become of it. Changes nothing but the mark that it was opened. */
export async function showInvitation(call: PageCall): Promise<Answer> {
  const { token } = call
  const name = readToken(token)
  // Link previews and mail scanners ask with HEAD: nobody has opened anything then.
  const reading = call.request.method === 'HEAD' ? readInvitation(name) : readOpenedInvitation(name, call.now)
  const [invitation, caller] = await Promise.all([reading.catch(unknownIfGone), sessionCaller(call.request)])
  const outcome = outcomePage(call, token, name, invitation, caller)
  if (outcome) return { status: 200, html: outcome }
  checkLinkUsable(invitation, name.generation, call.now)
  return render(call, token, invitation, caller)
}

/** Authorizes the provider for the signed-in person's organization, which is enrolled on the way if it is not. */
export async function acceptOnPage(call: PageCall): Promise<Answer> {
  const { token } = call
  const name = readToken(token)
  const person = await sessionCaller(call.request)
  if (!person) throw new Fault('signInRequired')
  const authorize = call.form.get('authorize') === 'true'
  const enrolled = person.account ? person : { ...person, account: await enrolOnPage(call, name, person, authorize) }
  const wanted = { method: 'POST', path: '/v1/partnershiprequests/accept', body: { token, authorize } } as const
  return performStep(wanted, { ...call, person: enrolled })
}

/**
 * Enrols the person's organization, once everything is seen to that would keep it from accepting afterwards. Gives undefined
 * when a second press of the button finds it enrolled by the first.
 */
async function enrolOnPage(call: PageCall, name: InvitationToken, person: Caller, authorize: boolean) {
  const body = enrolmentOf(call.form)
  const enrolment = parseInput(Enrolment, body)
  if (!authorize) throw new Fault('acceptanceNotTicked', { field: 'authorize' })
  const [invitation, provider] = await Promise.all([readInvitation(name), inviterOf(name)])
  checkLinkUsable(invitation, name.generation, call.now)
  checkMayAccept(provider, { ...person, account: enrollPartner(enrolment, person, call.now).account })

  try {
    await performStep({ method: 'POST', path: '/v1/partners', body }, { ...call, person })
  } catch (error) {
    if (!(error instanceof Fault && error.fault === 'partnerAlreadyEnrolled')) throw error
  }
  return accountOf(person.partnerId)
}

function enrolmentOf(form: URLSearchParams) {
  const field = (name: string) => form.get(name)?.trim() || undefined
  return {
    companyName: field('companyName'),
    country: field('country'),
    mpnId: field('mpnId'),
    primaryContact: {
      firstName: field('firstName'),
      lastName: field('lastName'),
      email: field('email'),
      phoneNumber: field('phoneNumber'),
    },
    acceptPartnerAgreement: form.get('acceptPartnerAgreement') === 'true',
  }
}

const longestReason = 1000
const Decline = z.object({ reason: lines({ max: longestReason }) })

/** What the form says that declines. @throws {Fault} invalidInput */
export function declineOf({ form, token }: PageCall) {
  const { reason } = parseInput(Decline, { reason: cut((form.get('reason') ?? '').trim(), longestReason) })
  return { token, reason }
}

const Question = z.object({ from: Email, question: lines({ min: 1, max: 2000 }) })

/** What the form says that asks. @throws {Fault} invitationUnknown, invalidInput */
export function questionOf({ form, token }: PageCall) {
  readToken(token)
  const { from, question: text } = parseInput(Question, Object.fromEntries(form))
  return { token, from, text }
}

/** How the forms of an invitation come again with what was wrong in them. */
export const mendableInvitation = {
  mendable: [
    'invalidInput',
    'acceptanceNotTicked',
    'mpnIdTaken',
    'partnerAgreementNotAccepted',
    'regionMismatch',
    'countryNotServed',
  ],
  again: async (call: PageCall, fault: Fault): Promise<Answer> => {
    const { token } = call
    const name = readToken(token)
    const [invitation, caller] = await Promise.all([readInvitation(name), sessionCaller(call.request)])
    checkLinkUsable(invitation, name.generation, call.now)
    return render(call, token, invitation, caller, mistakesOf(fault, call.language))
  },
} as const

async function render(
  call: PageCall,
  token: string,
  invitation: Invitation,
  caller: Caller | undefined,
  mistakes: Mistakes = new Map(),
): Promise<Answer> {
  const [provider, partnership] = await Promise.all([
    inviterOf(invitation),
    caller && findPartnership(invitation.providerId, caller.partnerId),
  ])
  const standing = caller && standingOf(caller, provider, call)
  const html = invitationPage({
    language: call.language,
    nonce: call.nonce,
    token,
    provider: provider.name,
    expiresAt: invitation.expiresAt,
    mustEnrol: standing?.mustEnrol ?? false,
    isPartner: isInForce(partnership),
    ...(caller && { person: { name: caller.displayName || caller.userName, company: caller.account?.name ?? '' } }),
    ...(standing?.obstacle && { obstacle: standing.obstacle }),
    mistakes,
    filled: call.form,
  })
  return { status: 200, html }
}

/** What keeps a signed-in person from accepting. That its organization is not enrolled yet can be mended on the way. */
function standingOf(caller: Caller, provider: Parameters<typeof checkMayAccept>[0], { language }: PageCall) {
  try {
    checkMayAccept(provider, caller)
    return { mustEnrol: false }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    if (error.fault === 'partnerNotEnrolled') return { mustEnrol: true }
    const sentence = sentenceOf(error, language)
    // Who may accept is said below it, in words instead of the API's names of roles and kinds.
    const isExplained = error.fault === 'roleNotAllowed' || error.fault === 'partnerKindNotAllowed'
    return { mustEnrol: false, obstacle: isExplained ? splitSentences(sentence, language).first : sentence }
  }
}

/** The page of what was just done: to the reseller that accepted, to whoever has declined, and after a question. */
function outcomePage(
  { language, nonce, request: { query }, now }: PageCall,
  token: string,
  { generation }: InvitationToken,
  invitation: Invitation,
  caller: Caller | undefined,
): string | undefined {
  const { page } = textOf(language)
  const frame = { language, nonce, token }
  if (generation !== invitation.generation) return undefined
  const provider = isolated(settings.accounts.get(invitation.providerId)?.name ?? '')
  if (invitation.state === 'accepted' && caller?.partnerId === invitation.resellerId)
    return messagePage(frame, page.acceptedHeading, [
      page.accepted(provider, isolated(invitation.resellerName)),
      page.acceptedNext,
    ])
  if (invitation.state === 'declined') return messagePage(frame, page.declinedHeading, [page.declined(provider)])
  if (query.get('asked') !== 'true' || invitation.questions.length === 0) return undefined
  checkLinkUsable(invitation, generation, now)
  return messagePage(frame, page.askedHeading, [page.asked(provider)], { canGoBack: true })
}

/** Where the browser goes after a form. */
export function backToInvitation({ language, token }: PageCall, more = ''): Answer {
  const location = `${settings.baseUrl}/invitations?token=${token}&lang=${language}${more}`
  return { status: 303, headers: { location } }
}

function unknownIfGone(error: unknown): never {
  throw error instanceof Fault && error.fault === 'partnershipRequestNotFound' ? new Fault('invitationUnknown') : error
}
