import { PartnerId, RequestId } from '../domain/ids.ts'
import { type MailOutcome, recordMail } from '../domain/invitation-mail.ts'
import type { Command } from './command.ts'
import { untilUncontested } from './contest.ts'
import { commitRequest, openRequest } from './partnerships.ts'
import type { Message } from './queues.ts'

/**
 * Records what became of a mail. Others may be changing the request meanwhile: then it is read again and recorded, but the
 * mail itself is never sent again for that.
 */
export async function recordMailOutcome(
  command: Command,
  message: Message<'send-partnership-invite'>,
  outcome: MailOutcome | undefined,
): Promise<void> {
  if (!outcome) return
  const name = { providerId: PartnerId.parse(message.providerId), requestId: RequestId.parse(message.requestId) }
  await untilUncontested(async () => {
    const open = await openRequest(command, name)
    const recorded = recordMail(open.request, message.mailId, outcome, command.now)
    if (recorded) await commitRequest(command, open, recorded)
  })
}
