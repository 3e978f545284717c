import type { Mail } from '../../azure/email.ts'
import { ownAccount } from '../../command/partner-accounts.ts'
import { mailable } from '../../domain/contact/email.ts'
import type { Language } from '../../domain/language.ts'
import type { Invitation } from '../../domain/partnerships/invitation.ts'
import type { PartnerAccount } from '../../domain/partnerships/partner.ts'
import type { InvitationMail } from '../../domain/partnerships/queued-mail.ts'
import { dayMs } from '../../domain/time.ts'
import { html, isolated, type SafeHtml } from '../../text/html.ts'
import { textOf } from '../../text/sentences.ts'
import { invitationLink } from './links.ts'

/**
 * The mail behind an entry of an invitation: to the invited the invitation and its reminder, to the provider questions and
 * answers. Where these cannot be replied to, the address of who is to be answered stands in the text alone.
 */
export async function invitationMail(
  invitation: Invitation,
  mail: InvitationMail,
  now: Date,
  canReply = true,
): Promise<Mail> {
  const provider = await ownAccount(invitation.providerId)
  const receiver = { to: addressOf(provider, invitation), language: languageFor(provider, invitation), canReply }
  if (mail.kind === 'question') return questionMail(invitation, mail, receiver)
  if (mail.kind === 'accepted' || mail.kind === 'declined') return answerMail(invitation, mail.kind, receiver)
  if (mail.kind === 'invite') return withLink(invitation, provider, invitation.subject, invitation.body)

  const text = textOf(invitation.language).mail
  const days = Math.max(1, Math.ceil((Date.parse(invitation.expiresAt) - now.getTime()) / dayMs))
  const body = `${text.reminderIntro(provider.name, days)}\n\n${invitation.body}`
  return withLink(invitation, provider, text.reminderSubject(provider.name), body)
}

/** Where a provider is written to. */
const addressOf = ({ email }: PartnerAccount, { createdBy }: Invitation): string => email ?? createdBy

/** What a provider is written to in: its own language, or that of the person who has sent the invitation. */
const languageFor = ({ language }: PartnerAccount, { sender }: Invitation): Language =>
  language ?? sender?.language ?? 'en'

function withLink(invitation: Invitation, account: PartnerAccount, subject: string, body: string): Mail {
  const { name: provider } = account
  const shown = (part: string) => lines(provider ? part.replaceAll(provider, isolated(provider)) : part)
  const link = invitationLink(invitation)
  const text = textOf(invitation.language).mail
  const button = html`<a href="${link}" target="_blank" style="background:#0b5cad;border-radius:8px;color:#ffffff;display:inline-block;font-weight:600;margin:4px 0;padding:12px 22px;text-decoration:none">${text.authorizeButton}</a>`
  const address = html`<p style="border-top:1px solid #d5dbe3;color:#566171;font-size:13px;margin:24px 0 0;padding-top:16px">${text.linkDoesNotWork}<br><a href="${link}" target="_blank" style="color:#0b5cad;word-break:break-all">${link}</a></p>`
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => {
    const [before = '', ...after] = paragraph.split(link)
    return html`<p style="margin:0 0 14px">${shown(before)}${after.map((part) => html`${button}${shown(part)}`)}</p>`
  })
  const person = invitation.sender?.name
  const replyTo = mailable(addressOf(account, invitation))
  const signed = person && html`<p style="margin:0 0 14px">${text.sentBy(isolated(person), isolated(provider))}</p>`
  return {
    to: mailable(invitation.to) ?? invitation.to,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    plainText: person ? `${body}\n\n${text.sentBy(person, provider)}` : body,
    html: layout(invitation.language, subject, html`${paragraphs}${signed}${address}`),
  }
}

/** Whom of the provider a mail goes to, and in which language. */
interface Receiver {
  readonly to: string
  readonly language: Language
  readonly canReply: boolean
}

function answerMail(invitation: Invitation, kind: 'accepted' | 'declined', { to, language, canReply }: Receiver): Mail {
  const text = textOf(language).mail
  // The answer of this very mail may be an older one: what came of it stands in the timeline, whatever came later.
  const { by = '', reason } = invitation.timeline.findLast(({ what }) => what === kind) ?? {}
  const reseller = invitation.state === 'accepted' ? invitation.resellerName : invitation.to
  const subject = kind === 'accepted' ? text.acceptedSubject(reseller) : text.declinedSubject(invitation.to)
  const sentence = (shown: (name: string) => string) =>
    kind === 'accepted'
      ? text.acceptedIntro(shown(reseller), shown(by), shown(invitation.to))
      : text.declinedIntro(shown(invitation.to))
  const why = reason && { intro: text.declinedReason, reason }
  // Whoever was invited is whom an answer goes to.
  const replyTo = canReply ? mailable(invitation.to) : undefined
  return {
    to: mailable(to) ?? to,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    plainText: [sentence(String), why && `${why.intro}\n\n${why.reason}`].filter(Boolean).join('\n\n'),
    html: layout(
      language,
      subject,
      html`<p>${sentence(isolated)}</p>${why && html`<p>${why.intro}</p>${quoted(why.reason)}`}`,
    ),
  }
}

function quoted(text: string): SafeHtml {
  return html`<blockquote style="border-left:3px solid #cccccc;margin:0;padding-left:12px">${lines(text)}</blockquote>`
}

function questionMail(invitation: Invitation, mail: InvitationMail, { to, language, canReply }: Receiver): Mail {
  const text = textOf(language).mail
  const asked =
    invitation.questions[
      invitation.mails.filter(({ kind }) => kind === 'question').findIndex(({ mailId }) => mailId === mail.mailId)
    ]
  const from = asked?.from ?? ''
  const question = asked?.text ?? ''
  const subject = text.questionSubject(from)
  const intro = text.questionIntro(from, invitation.to)
  const shownIntro = text.questionIntro(isolated(from), isolated(invitation.to))
  // An address that cannot be answered by a click stands in the text; it must not keep the question from arriving.
  const replyTo = canReply ? mailable(from) : undefined
  const answer = replyTo === undefined ? text.questionAnswerTo : () => text.questionAnswer
  return {
    to: mailable(to) ?? to,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    plainText: `${intro}\n\n${question}\n\n${answer(from)}`,
    html: layout(language, subject, html`<p>${shownIntro}</p>${quoted(question)}<p>${answer(isolated(from))}</p>`),
  }
}

function lines(text: string): SafeHtml[] {
  return text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)
}

// Mail programs know tables and inline styles; one column needs nothing more.
function layout(language: Language, subject: string, content: SafeHtml): string {
  // Korean is broken between words, as it is on pages; only what is longer than a line is broken inside.
  const breaks = language === 'ko' ? ';overflow-wrap:anywhere;word-break:keep-all' : ''
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${subject}</title></head>
<body style="background:#eef1f5;margin:0;padding:0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f5"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;border:1px solid #d5dbe3;border-radius:12px;max-width:600px"><tr><td style="color:#1a2330;font-family:'Segoe UI',Arial,'Malgun Gothic','Microsoft YaHei',sans-serif;font-size:15px;line-height:1.6;padding:28px 32px;text-align:left${breaks}">${content}</td></tr></table></td></tr></table></body></html>`
    .text
}
