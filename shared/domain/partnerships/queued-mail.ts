import * as z from 'zod'
import { Fault } from '../fault.ts'
import { dayMs } from '../time.ts'

// Of one kind an address needs no more in a day; more would make the service a tool for e-mail bombing.
const mailsPerDay = 5

/** A mail of an invitation, and what became of it. */
export const QueuedMail = z.object({
  mailId: z.string(),
  kind: z.enum(['invite', 'reminder', 'question']),
  state: z.enum(['queued', 'sent', 'refused', 'delivered', 'undelivered']),
  at: z.iso.datetime(),
  reason: z.string().optional(),
})
export type QueuedMail = z.infer<typeof QueuedMail>

/** A mail that tells the provider of an answer. It lies beside the others: version 0.1.0 reads no other kinds among them. */
export const AnswerMail = QueuedMail.extend({ kind: z.enum(['accepted', 'declined']) })
export type AnswerMail = z.infer<typeof AnswerMail>

export type InvitationMail = QueuedMail | AnswerMail

interface Mails {
  readonly mails: readonly QueuedMail[]
  readonly answerMails?: readonly AnswerMail[] | undefined
}

/** All mails of an invitation, whomever they go to. */
export function mailsIn({ mails, answerMails = [] }: Mails): readonly InvitationMail[] {
  return [...mails, ...answerMails]
}

/** Queues a mail that tells the provider of an answer: an invitation that is sent and declined in turn makes no more of them than others. */
export function withAnswerMail<I extends { readonly answerMails?: AnswerMail[] | undefined }>(
  current: I,
  kind: AnswerMail['kind'],
  mailId: string,
  now: Date,
): I {
  const { answerMails = [] } = current
  const alike = answerMails.filter((mail) => mail.kind === kind)
  if (ofLastDay(alike, now).length >= mailsPerDay) return current
  return { ...current, answerMails: [...answerMails, { mailId, kind, state: 'queued', at: now.toISOString() }] }
}

/** @throws {Fault} tooManyRequests when there were as many mails as a day may have */
export function checkMailsOfDay(mails: readonly Pick<QueuedMail, 'at'>[], now: Date): void {
  const lastDay = ofLastDay(mails, now)
  if (lastDay.length < mailsPerDay) return
  const oldest = Math.min(...lastDay.map((mail) => Date.parse(mail.at)))
  throw new Fault('tooManyRequests', { seconds: Math.ceil((oldest + dayMs - now.getTime()) / 1000) })
}

function ofLastDay<M extends Pick<QueuedMail, 'at'>>(mails: readonly M[], now: Date): readonly M[] {
  return mails.filter(({ at }) => now.getTime() - Date.parse(at) < dayMs)
}
