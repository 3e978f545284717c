import type { Message } from '../../azure/queues.ts'
import { read, write } from '../../azure/store.ts'
import type { Command } from '../../command/command.ts'
import { untilUncontested } from '../../command/contest.ts'
import { decodeIfAny, encode, MailOwner, mailPartition } from '../../command/tables.ts'
import { PartnerId, RequestId } from '../../domain/ids.ts'
import { type MailDelivery, type MailOutcome, recordDelivery, recordMail } from '../../domain/invitation-mail.ts'
import { changeRequestIfAny, commitRequest, openRequest } from './partnerships.ts'

const ownerKey = 'owner'

/** Notes whose mail it is. Belongs before the sending: the report can be back before the sending has answered. */
export async function noteMailOwner({ mailId, ...owner }: Message<'send-partnership-invite'>): Promise<void> {
  await write('providers', { kind: 'upsert', row: encode(MailOwner, mailPartition(mailId), ownerKey, owner) })
}

/** Records whether a mail arrived, on the request it belongs to. A mail that nobody knows, or no longer, is not ours to mend. */
export async function recordMailDelivery(
  command: Command,
  { mailId, delivery }: { readonly mailId: string; readonly delivery: MailDelivery },
): Promise<void> {
  const partition = mailPartition(mailId)
  const owner = decodeIfAny(MailOwner, await read('providers', partition, ownerKey))
  if (!owner) return
  await changeRequestIfAny(command, owner, (request) => recordDelivery(request, mailId, delivery, command.now))
  await write('providers', { kind: 'delete', row: { partition, key: ownerKey } })
}

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
