import { type Mail, sendMail } from '../../azure/email.ts'
import { type Message, send } from '../../azure/queues.ts'
import { read, write } from '../../azure/store.ts'
import type { Command } from '../../command/command.ts'
import { untilUncontested } from '../../command/contest.ts'
import { decodeIfAny, encode, MailOwner, mailPartition } from '../../command/tables.ts'
import {
  type MailDelivery,
  type MailOutcome,
  recordDelivery,
  recordMail,
} from '../../domain/partnerships/invitation-mail.ts'
import { changeInvitationIfAny } from './invitations.ts'

const ownerKey = 'owner'

type Sending = Message<'send-partnership-invite'>

/**
 * Hands the mail of a message to the mail service, once it is noted whose mail it is: the report can be back before the
 * sending has answered. Asked to wait, it puts the message back for that long, which costs no delivery attempt, and gives
 * undefined.
 * @throws {Error} when trying again makes sense; the queue does that
 */
export async function mailInvitation(
  message: Sending,
  mailOf: (canReply: boolean) => Promise<Mail>,
): Promise<MailOutcome | undefined> {
  const { mailId, ...owner } = message
  await write('providers', { kind: 'upsert', row: encode(MailOwner, mailPartition(mailId), ownerKey, owner) })
  const mail = await mailOf(true)
  const first = await sendMail(mailId, mail)
  const outcome = first.state === 'refused' && mail.replyTo ? await sendPlain(mailId, mailOf, first) : first
  if (outcome.state !== 'postponed') return outcome
  await send('send-partnership-invite', message, { delaySeconds: outcome.seconds })
  return undefined
}

/** What the service refuses it has not taken, so the same id goes again: an address that a stranger has given must not sink the mail. */
async function sendPlain(mailId: string, mailOf: (canReply: boolean) => Promise<Mail>, refused: MailOutcome) {
  const mail = await mailOf(false)
  return mail.replyTo === undefined ? sendMail(mailId, mail) : refused
}

/** Records whether a mail arrived, on the invitation it belongs to. A mail that nobody knows, or no longer, is not ours to mend. */
export async function recordMailDelivery(
  command: Command,
  { mailId, delivery }: { readonly mailId: string; readonly delivery: MailDelivery },
): Promise<void> {
  const partition = mailPartition(mailId)
  const owner = decodeIfAny(MailOwner, await read('providers', partition, ownerKey))
  if (!owner) return
  await changeInvitationIfAny(command, owner, (invitation) => recordDelivery(invitation, mailId, delivery, command.now))
  await write('providers', { kind: 'delete', row: { partition, key: ownerKey } })
}

/**
 * Records what became of a mail. Others may be changing the invitation meanwhile: then it is read again and recorded, but the
 * mail itself is never sent again for that.
 */
export async function recordMailOutcome(
  command: Command,
  message: Sending,
  outcome: MailOutcome | undefined,
): Promise<void> {
  if (!outcome) return
  await untilUncontested(() =>
    changeInvitationIfAny(command, message, (invitation) =>
      recordMail(invitation, message.mailId, outcome, command.now),
    ),
  )
}
