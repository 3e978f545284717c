import type { Mail } from '../../azure/email.ts'
import { ownAccount } from '../../command/partner-accounts.ts'
import { mailable } from '../../domain/contact/email.ts'
import type { Invitation, QueuedMail } from '../../domain/partnerships/invitation.ts'
import { dayMs } from '../../domain/time.ts'
import { html, isolated, type SafeHtml } from '../../text/html.ts'
import { textOf } from '../../text/sentences.ts'
import { invitationLink } from './links.ts'

/** The mail behind an entry of an invitation: the invitation, its reminder, or a question of the invited to the provider. */
export async function invitationMail(invitation: Invitation, mail: QueuedMail, now: Date): Promise<Mail> {
  const provider = await ownAccount(invitation.providerId)
  if (mail.kind === 'question') return questionMail(invitation, mail, provider.email ?? invitation.createdBy)
  if (mail.kind === 'invite') return withLink(invitation, provider.name, invitation.subject, invitation.body)

  const text = textOf(invitation.language).mail
  const days = Math.max(1, Math.ceil((Date.parse(invitation.expiresAt) - now.getTime()) / dayMs))
  const body = `${text.reminderIntro(provider.name, days)}\n\n${invitation.body}`
  return withLink(invitation, provider.name, text.reminderSubject(provider.name), body)
}

function withLink(invitation: Invitation, provider: string, subject: string, body: string): Mail {
  const shown = (part: string) => lines(provider ? part.replaceAll(provider, isolated(provider)) : part)
  const link = invitationLink(invitation)
  const text = textOf(invitation.language).mail
  const button = html`<a href="${link}" target="_blank" style="background:#0b5cad;border-radius:8px;color:#ffffff;display:inline-block;font-weight:600;margin:4px 0;padding:12px 22px;text-decoration:none">${text.authorizeButton}</a>`
  const address = html`<p style="border-top:1px solid #d5dbe3;color:#566171;font-size:13px;margin:24px 0 0;padding-top:16px">${text.linkDoesNotWork}<br><a href="${link}" target="_blank" style="color:#0b5cad;word-break:break-all">${link}</a></p>`
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => {
    const [before = '', ...after] = paragraph.split(link)
    return html`<p style="margin:0 0 14px">${shown(before)}${after.map((part) => html`${button}${shown(part)}`)}</p>`
  })
  return {
    to: mailable(invitation.to) ?? invitation.to,
    subject,
    plainText: body,
    html: layout(invitation.language, subject, html`${paragraphs}${address}`),
  }
}

function questionMail(invitation: Invitation, mail: QueuedMail, to: string): Mail {
  const text = textOf(invitation.language).mail
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
  const replyTo = mailable(from)
  return {
    to: mailable(to) ?? to,
    ...(replyTo !== undefined && { replyTo }),
    subject,
    plainText: `${intro}\n\n${question}\n\n${text.questionAnswer}`,
    html: layout(
      invitation.language,
      subject,
      html`<p>${shownIntro}</p><blockquote style="border-left:3px solid #cccccc;margin:0;padding-left:12px">${lines(question)}</blockquote><p>${text.questionAnswer}</p>`,
    ),
  }
}

function lines(text: string): SafeHtml[] {
  return text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)
}

// Mail programs know tables and inline styles; one column needs nothing more.
function layout(language: string, subject: string, content: SafeHtml): string {
  return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${subject}</title></head>
<body style="background:#eef1f5;margin:0;padding:0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#eef1f5"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;border:1px solid #d5dbe3;border-radius:12px;max-width:600px"><tr><td style="color:#1a2330;font-family:'Segoe UI',Arial,'Malgun Gothic','Microsoft YaHei',sans-serif;font-size:15px;line-height:1.6;padding:28px 32px;text-align:left">${content}</td></tr></table></td></tr></table></body></html>`
    .text
}
