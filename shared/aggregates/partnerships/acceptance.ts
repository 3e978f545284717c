import { type Answer, noContent } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { accountOf } from '../../command/partner-accounts.ts'
import { Fault } from '../../domain/fault.ts'
import { acceptInvite, askQuestion, declineInvite } from '../../domain/invitation.ts'
import type { Caller } from '../../domain/partner.ts'
import { type ResellerView, resellerViewOf } from '../../domain/partnership.ts'
import { requestEnded } from '../../domain/webhook.ts'
import { guardIfHeard, hears, webhookEffect } from '../webhooks/webhooks.ts'
import { type InvitationToken, readToken } from './links.ts'
import { mailIdOf } from './partnership-drafts.ts'
import { commitAcceptance, commitRequest, letGo, openAcceptance, openRequest } from './partnerships.ts'

/**
 * Accepts the invitation that a link names. Accepting again is harmless and gives the same answer.
 * @throws {Fault} invitationUnknown and those of acceptInvite; {Conflict}; {Replay}
 */
export async function acceptByToken(
  command: Command,
  caller: Caller,
  { token, authorize }: { readonly token: string; readonly authorize: boolean },
  toAnswer: (view: ResellerView) => Answer,
): Promise<Answer> {
  const name = readToken(token)
  const [open, provider, isHeard] = await Promise.all([
    openAcceptance(command, name, caller.partnerId),
    providerOf(name),
    hears(name.providerId, 'partnership-request-accepted'),
  ])
  const acceptance = { generation: name.generation, authorize }
  const accepted = acceptInvite(open.request, open.partnership, acceptance, { provider, caller }, command.now)
  if (!accepted) {
    letGo(open)
    if (!open.partnership) throw new Fault('invitationUsed')
    return toAnswer(resellerViewOf(open.partnership, provider, open.partnershipVersion))
  }
  const answer = toAnswer(resellerViewOf(accepted.partnership, provider, open.partnershipVersion + 1))
  const told = isHeard ? [webhookEffect(command, requestEnded('accepted', name.requestId))] : []
  await commitAcceptance(command, open, accepted, answer, told)
  return answer
}

/** Declines the invitation that a link names; declining again is harmless. @throws {Fault} the link faults; {Conflict} */
export async function declineByToken(command: Command, name: InvitationToken, reason: string): Promise<void> {
  const [read, guard] = await Promise.all([
    openRequest(command, name),
    guardIfHeard(name.providerId, name.requestId, 'partnership-request-declined'),
  ])
  const open = { ...read, guard }
  const declined = declineInvite(open.request, name.generation, reason, command.now)
  if (!declined) return letGo(open)
  const effects = guard ? [webhookEffect(command, requestEnded('declined', name.requestId))] : []
  await commitRequest(command, open, declined, { effects })
}

/** Sends a question of the invited to the provider. @throws {Fault} the link faults, tooManyRequests; {Conflict} */
export async function askByToken(
  command: Command,
  name: InvitationToken,
  question: { readonly from: string; readonly text: string },
): Promise<void> {
  const open = await openRequest(command, name, { guarded: true })
  const mailId = mailIdOf(name.requestId, 'question', open.request.questions.length + 1)
  const asked = askQuestion(open.request, { ...question, generation: name.generation, mailId }, command.now)
  await commitRequest(command, open, asked, {
    answer: noContent(),
    effects: [{ kind: 'mail', requestId: name.requestId, mailId }],
  })
}

/** The provider behind a link. @throws {Fault} invitationUnknown when it is none any more */
export async function providerOf({ providerId }: InvitationToken) {
  const provider = await accountOf(providerId)
  if (provider?.kind !== 'indirectProvider') throw new Fault('invitationUnknown')
  return provider
}
