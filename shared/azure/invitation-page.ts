import * as z from 'zod'
import { Email } from '../domain/contact.ts'
import { Fault, type FaultName, faults } from '../domain/fault.ts'
import { checkLinkUsable, checkMayAccept } from '../domain/invitation.ts'
import { type Caller, Enrolment } from '../domain/partner.ts'
import type { PartnershipRequest } from '../domain/partnership-request.ts'
import { invitationPage, messagePage } from '../text/pages.ts'
import { sentenceOf, textOf } from '../text/sentences.ts'
import { parseInput } from '../wire/problems.ts'
import { acceptByToken, askByToken, declineByToken, providerOf } from './acceptance.ts'
import { type Answer, noContent } from './answer.ts'
import { untilUncontested } from './contest.ts'
import { actorOf, replayed } from './endpoint.ts'
import { enrol } from './enrolment.ts'
import { type InvitationToken, readToken } from './links.ts'
import type { PageCall } from './page-endpoint.ts'
import { readOpenedRequest, readRequest } from './partnerships.ts'
import { sessionCaller } from './session.ts'
import { settings } from './settings.ts'

/** Shows the invitation that a link names, or what has become of it. Changes nothing but the mark that it was opened. */
export async function showInvitation(call: PageCall): Promise<Answer> {
  const token = call.request.query.get('token') ?? ''
  const name = readToken(token)
  const [request, caller] = await Promise.all([
    readOpenedRequest(name, call.now).catch(unknownIfGone),
    sessionCaller(call.request),
  ])
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
  return retryOnPage(call, token, name, caller, async () => {
    const authorize = call.form.get('authorize') === 'true'
    if (!authorize) throw new Fault('acceptanceNotTicked', { field: 'authorize' })
    const command = { ...call.command, actor: actorOf(caller) }
    const account = caller.account ?? (await enrolOnPage(call, caller))
    const enrolled = { ...caller, ...(account && { account }) }
    await replayed(
      untilUncontested((mayBeRepeat) =>
        acceptByToken({ ...command, mayBeRepeat }, enrolled, { token, authorize }, noContent),
      ),
    )
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

/** Sends a question to the provider by e-mail; the invitation stays open. */
export async function askOnPage(call: PageCall): Promise<Answer> {
  const token = call.form.get('token') ?? ''
  const name = readToken(token)
  const { page } = textOf(call.language)
  return retryOnPage(call, token, name, await sessionCaller(call.request), async () => {
    const labels: Readonly<Record<string, string>> = { from: page.yourEmail, question: page.yourQuestion }
    const { from, question } = parseInput(Question, Object.fromEntries(call.form), (path) => labels[path] ?? path)
    await replayed(
      untilUncontested(async (mayBeRepeat) => {
        await askByToken({ ...call.command, mayBeRepeat }, name, { from, text: question })
        return noContent()
      }),
    )
    const provider = await providerOf(name)
    const frame = { language: call.language, nonce: call.nonce, token }
    return { status: 200, html: messagePage(frame, page.askedHeading, page.asked(provider.name)) }
  })
}

const Question = z.object({ from: Email, question: z.string().trim().min(1, 'required').max(2000, 'tooLong') })

async function enrolOnPage(call: PageCall, caller: Caller) {
  const { form, language } = call
  const field = (name: string) => form.get(name)?.trim() || undefined
  const { page } = textOf(language)
  const labels: Readonly<Record<string, string>> = {
    companyName: page.companyName,
    country: page.country,
    mpnId: page.mpnId,
    'primaryContact.firstName': page.firstName,
    'primaryContact.lastName': page.lastName,
    'primaryContact.email': page.email,
    'primaryContact.phoneNumber': page.phoneNumber,
  }
  const given = {
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
  const enrolment = parseInput(Enrolment, given, (path) => labels[path] ?? path)
  const command = { ...call.command, actor: actorOf(caller), operation: `${call.command.operation} enrol` }
  let account = caller.account
  const toAnswer = (made: typeof account) => {
    account = made
    return noContent()
  }
  await replayed(untilUncontested((mayBeRepeat) => enrol({ ...command, mayBeRepeat }, caller, enrolment, toAnswer)))
  return account
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
  caller: Caller | undefined,
  work: () => Promise<Answer | undefined | undefined>,
): Promise<Answer> {
  try {
    return (await work()) ?? backTo(token, call)
  } catch (error) {
    if (!(error instanceof Fault) || !mendable.includes(error.fault)) throw error
    const request = await readRequest(name)
    checkLinkUsable(request, name.generation, call.now)
    const again = await render(call, token, request, caller, sentenceOf(error, call.language))
    return { ...again, status: faults[error.fault].status }
  }
}

async function render(
  call: PageCall,
  token: string,
  request: PartnershipRequest,
  caller: Caller | undefined,
  mistake?: string,
): Promise<Answer> {
  const provider = await providerOf({ ...request })
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
    ...(mistake !== undefined && { mistake }),
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
    return { mustEnrol: false, obstacle: sentenceOf(error, language) }
  }
}

/** The page of a request that is answered: to the reseller that accepted, and to whoever has just declined. */
function outcomePage(
  { language, nonce }: PageCall,
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
    return messagePage(frame, page.acceptedHeading, page.accepted(provider, request.resellerName), page.acceptedNext)
  return request.state === 'declined' ? messagePage(frame, page.declinedHeading, page.declined(provider)) : undefined
}

// POST, then GET: reloading the page repeats nothing.
function backTo(token: string, { language }: PageCall): Answer {
  return { status: 303, headers: { location: `${settings.baseUrl}/invitations?token=${token}&lang=${language}` } }
}

function unknownIfGone(error: unknown): never {
  throw error instanceof Fault && error.fault === 'partnershipRequestNotFound' ? new Fault('invitationUnknown') : error
}
