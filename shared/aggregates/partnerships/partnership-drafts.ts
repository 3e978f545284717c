import { settings } from '../../azure/settings.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, guidOf, newestFirstGuid, readAnswer, replayIfAnswered } from '../../command/command.ts'
import { putDue } from '../../command/due.ts'
import { RequestId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partner.ts'
import {
  checkRecipient,
  draftRequest,
  type Language,
  type Mail,
  type PartnershipRequest,
} from '../../domain/partnership-request.ts'
import { textOf } from '../../text/sentences.ts'
import { invitationLink } from './links.ts'
import { commitNewRequest } from './partnerships.ts'

const dayMs = 86_400_000

/**
 * Drafts an invitation in the asked language, with its link in the text. Its id follows from the request id where the caller
 * gave one, so that a repeat meets its own first attempt.
 * @throws {Fault} invalidInput, invitationLinkMissing; {Replay}
 */
export async function draftPartnershipRequest(
  command: Command,
  caller: Caller,
  wanted: {
    readonly to: string
    readonly language: Language
    readonly subject?: string | undefined
    readonly body?: string | undefined
  },
  toAnswer: (request: PartnershipRequest, link: string) => Answer,
): Promise<Answer> {
  const { account, partnerId: providerId } = caller
  if (account) checkRecipient(wanted.to, account)
  const requestId = RequestId.parse(newestFirstGuid(command.now))
  const answerId = guidOf('partnership request', providerId)
  const link = invitationLink({ providerId, requestId, generation: 1 })
  const { mail } = textOf(wanted.language)
  const name = account?.name ?? ''
  const draft = {
    ...wanted,
    subject: wanted.subject ?? mail.inviteSubject(name),
    body: wanted.body ?? mail.inviteBody(name),
  }
  const drafted = draftRequest(draft, { requestId, link }, caller, settings.invitations, command.now)

  const [earlierAnswer] = await Promise.all([
    readAnswer(command, providerId, answerId),
    putInvitationDue(drafted.request, command.now),
  ])
  replayIfAnswered(command, earlierAnswer)
  const answer = toAnswer(drafted.request, link)
  await commitNewRequest(command, drafted, answer, { answerId, earlierAnswer })
  return answer
}

/**
 * Notes when the receiver of a sending at `now` is reminded, and when its link ends. A later sending notes later times;
 * whoever handles the earlier ones looks at the request and finds nothing to do.
 */
export async function putInvitationDue(
  name: { readonly providerId: string; readonly requestId: string },
  now: Date,
): Promise<void> {
  const { remindAfterDays, expireAfterDays } = settings.invitations
  const due = { providerId: name.providerId, id: name.requestId }
  await Promise.all([
    putDue(new Date(now.getTime() + remindAfterDays * dayMs), { kind: 'remindInvitation', ...due }),
    putDue(new Date(now.getTime() + expireAfterDays * dayMs), { kind: 'expireInvitation', ...due }),
  ])
}

/** The id of a mail, which is also its operation id at the mail service: one mail has one, however often it is tried. */
export function mailIdOf(requestId: string, kind: Mail['kind'], count: number): string {
  return guidOf('mail', requestId, kind, String(count))
}
