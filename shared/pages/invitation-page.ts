import * as z from 'zod'
import { enrol } from '../aggregates/partners/enrolment.ts'
import { acceptByToken, askByToken, declineByToken, providerOf } from '../aggregates/partnerships/acceptance.ts'
import { type InvitationToken, readToken } from '../aggregates/partnerships/links.ts'
import { readOpenedRequest, readRequest } from '../aggregates/partnerships/partnerships.ts'
import { settings } from '../azure/settings.ts'
import { type Answer, noContent } from '../command/answer.ts'
import { guidOf } from '../command/command.ts'
import { untilUncontested } from '../command/contest.ts'
import { accountOf } from '../command/partner-accounts.ts'
import { Email } from '../domain/contact.ts'
import { Fault, type FaultName, faults } from '../domain/fault.ts'
import { checkLinkUsable, checkMayAccept } from '../domain/invitation.ts'
import { type Caller, Enrolment, enrollPartner } from '../domain/partner.ts'
import type { PartnershipRequest } from '../domain/partnership-request.ts'
import { actorOf, replayed } from '../http/endpoint.ts'
import { sessionCaller } from '../http/session.ts'
import { type Mistakes, mistakesOf } from '../text/form.ts'
import { invitationPage, messagePage, splitSentences } from '../text/pages.ts'
import { sentenceOf, textOf } from '../text/sentences.ts'
import { parseInput } from '../wire/problems.ts'
import type { PageCall } from './page-endpoint.ts'

/** Shows the invitation that a link names, or what has become of it. Changes nothing but the mark that it was opened. */
export async function showInvitation(call: PageCall): Promise<Answer> {
  const token = call.request.query.get('token') ?? ''
  const name = readToken(token)
  // Link previews and mail scanners ask with HEAD: nobody has opened anything then.
  const reading = call.request.method === 'HEAD' ? readRequest(name) : readOpenedRequest(name, call.now)
  const [request, caller] = await Promise.all([reading.catch(unknownIfGone), sessionCaller(call.request)])
  const outcome = outcomePage(call, token, name, request, caller)
  if (outcome) return { status: 200, html: outcome }
  checkLinkUsable(request, name.generation, call.now)
  return render(call, token, request, caller)
}

/** Authorizes the provider for the signed-in person's organization, which is enrolled on the way if it is not. */
export async function acceptOnPage(call: PageCall): Promise<Answer> {
  const token = call.form.get('token') ?? ''
  const name = readToken(token)
  const caller = await sessionCaller(call.request)
  if (!caller) throw new Fault('signInRequired')
  return retryOnPage(call, token, name, async () => {
    const authorize = call.form.get('authorize') === 'true'
    const enrolled = caller.account ? caller : { ...caller, account: await enrolOnPage(call, name, caller, authorize) }
    const command = { ...call.command, actor: actorOf(caller) }
    await replayed(
      untilUncontested((mayBeRepeat) =>
        acceptByToken({ ...command, mayBeRepeat }, enrolled, { token, authorize }, noContent),
      ),
    )
    return backTo(token, call)
  })
}

/** Declines; nobody need sign in for that. */
export async function declineOnPage(call: PageCall): Promise<Answer> {
  const token = call.form.get('token') ?? ''
  const name = readToken(token)
  const reason = (call.form.get('reason') ?? '').trim().slice(0, 1000)
  await untilUncontested(() => declineByToken(call.command, name, reason))
  return backTo(token, call)
}

/** Sends a question to the provider by e-mail; the invitation stays open. The same question again is the same question. */
export async function askOnPage(call: PageCall): Promise<Answer> {
  const token = call.form.get('token') ?? ''
  const name = readToken(token)
  return retryOnPage(call, token, name, async () => {
    const { from, question } = parseInput(Question, Object.fromEntries(call.form))
    const requestId = guidOf('question', token, from, question)
    await replayed(
      untilUncontested(async () => {
        await askByToken({ ...call.command, requestId, mayBeRepeat: true }, name, { from, text: question })
        return noContent()
      }),
    )
    return backTo(token, call, '&asked=true')
  })
}

const Question = z.object({ from: Email, question: z.string().trim().min(1, 'required').max(2000, 'tooLong') })

/**
 * Enrols the caller's organization, once everything is seen to that would keep it from accepting afterwards. Gives undefined
 * when a second press of the button finds it enrolled by the first.
 */
async function enrolOnPage(call: PageCall, name: InvitationToken, caller: Caller, authorize: boolean) {
  const enrolment = parseInput(Enrolment, enrolmentOf(call.form))
  if (!authorize) throw new Fault('acceptanceNotTicked', { field: 'authorize' })
  const [request, provider] = await Promise.all([readRequest(name), providerOf(name)])
  checkLinkUsable(request, name.generation, call.now)
  checkMayAccept(provider, { ...caller, account: enrollPartner(enrolment, caller, call.now) })

  const command = { ...call.command, actor: actorOf(caller), operation: `${call.command.operation} enrol` }
  try {
    await replayed(untilUncontested((mayBeRepeat) => enrol({ ...command, mayBeRepeat }, caller, enrolment, noContent)))
  } catch (error) {
    if (!(error instanceof Fault && error.fault === 'partnerAlreadyEnrolled')) throw error
  }
  return accountOf(caller.partnerId)
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

// What a person can mend in the form it has just sent; anything else is a page of its own.
const mendable: readonly FaultName[] = [
  'invalidInput',
  'acceptanceNotTicked',
  'mpnIdTaken',
  'partnerAgreementNotAccepted',
  'regionMismatch',
]

/** Runs what a form asks for; a mistake in the form brings the form back, filled as it was. */
async function retryOnPage(
  call: PageCall,
  token: string,
  name: InvitationToken,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Fault) || !mendable.includes(error.fault)) throw error
    const [request, caller] = await Promise.all([readRequest(name), sessionCaller(call.request)])
    checkLinkUsable(request, name.generation, call.now)
    const again = await render(call, token, request, caller, mistakesOf(error, call.language))
    return { ...again, status: faults[error.fault].status }
  }
}

async function render(
  call: PageCall,
  token: string,
  request: PartnershipRequest,
  caller: Caller | undefined,
  mistakes: Mistakes = new Map(),
): Promise<Answer> {
  const provider = await providerOf(request)
  const standing = caller && standingOf(caller, provider, call)
  const html = invitationPage({
    language: call.language,
    nonce: call.nonce,
    token,
    provider: provider.name,
    expiresAt: request.expiresAt,
    mustEnrol: standing?.mustEnrol ?? false,
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
  request: PartnershipRequest,
  caller: Caller | undefined,
): string | undefined {
  const { page } = textOf(language)
  const frame = { language, nonce, token }
  if (generation !== request.generation) return undefined
  const provider = settings.accounts.get(request.providerId)?.name ?? ''
  if (request.state === 'accepted' && caller?.partnerId === request.resellerId)
    return messagePage(frame, page.acceptedHeading, [page.accepted(provider, request.resellerName), page.acceptedNext])
  if (request.state === 'declined') return messagePage(frame, page.declinedHeading, [page.declined(provider)])
  if (query.get('asked') !== 'true' || request.questions.length === 0) return undefined
  checkLinkUsable(request, generation, now)
  return messagePage(frame, page.askedHeading, [page.asked(provider)], { canGoBack: true })
}

// POST, then GET: reloading the page repeats nothing.
function backTo(token: string, { language }: PageCall, more = ''): Answer {
  const location = `${settings.baseUrl}/invitations?token=${token}&lang=${language}${more}`
  return { status: 303, headers: { location } }
}

function unknownIfGone(error: unknown): never {
  throw error instanceof Fault && error.fault === 'partnershipRequestNotFound' ? new Fault('invitationUnknown') : error
}
