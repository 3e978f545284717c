import type { PartnershipRequest, Mail as QueuedMail } from '../domain/partnership-request.ts'
import { html, type SafeHtml } from '../text/html.ts'
import { textOf } from '../text/sentences.ts'
import type { Mail } from './email.ts'
import { invitationLink } from './links.ts'
import { ownAccount } from './partner-accounts.ts'

const dayMs = 86_400_000

/** The mail behind an entry of a request: the invitation, its reminder, or a question of the invited to the provider. */
export async function invitationMail(request: PartnershipRequest, mail: QueuedMail, now: Date): Promise<Mail> {
  const provider = await ownAccount(request.providerId)
  if (mail.kind === 'question') return questionMail(request, mail, provider.email ?? request.createdBy)
  if (mail.kind === 'invite') return withLink(request, request.subject, request.body)

  const text = textOf(request.language).mail
  const days = Math.max(1, Math.ceil((Date.parse(request.expiresAt) - now.getTime()) / dayMs))
  const body = `${text.reminderIntro(provider.name, days)}\n\n${request.body}`
  return withLink(request, text.reminderSubject(provider.name), body)
}

function withLink(request: PartnershipRequest, subject: string, body: string): Mail {
  const link = invitationLink(request)
  const text = textOf(request.language).mail
  const button = html`<a href="${link}" target="_blank" style="background:#0b5cad;border-radius:4px;color:#ffffff;display:inline-block;font-weight:600;padding:12px 20px;text-decoration:none">${text.authorizeButton}</a>`
  const address = html`<p style="color:#555555;font-size:13px">${text.linkDoesNotWork}<br><a href="${link}" target="_blank" style="color:#0b5cad;word-break:break-all">${link}</a></p>`
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => {
    const [before = '', ...after] = paragraph.split(link)
    return html`<p>${lines(before)}${after.map((part) => html`${button}${lines(part)}`)}</p>`
  })
  return { to: request.to, subject, plainText: body, html: layout(request.language, html`${paragraphs}${address}`) }
}

function questionMail(request: PartnershipRequest, mail: QueuedMail, to: string): Mail {
  const text = textOf(request.language).mail
  const asked =
    request.questions[
      request.mails.filter(({ kind }) => kind === 'question').findIndex(({ mailId }) => mailId === mail.mailId)
    ]
  const from = asked?.from ?? ''
  const question = asked?.text ?? ''
  const intro = text.questionIntro(from, request.to)
  return {
    to,
    replyTo: from,
    subject: text.questionSubject(from),
    plainText: `${intro}\n\n${question}\n\n${text.questionAnswer}`,
    html: layout(
      request.language,
      html`<p>${intro}</p><blockquote style="border-left:3px solid #cccccc;margin:0;padding-left:12px">${lines(question)}</blockquote><p>${text.questionAnswer}</p>`,
    ),
  }
}

function lines(text: string): SafeHtml[] {
  return text.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)
}

// Mail programs know tables and inline styles; one column needs nothing more.
function layout(language: string, content: SafeHtml): string {
  return html`<!doctype html><html lang="${language}"><body style="margin:0;background:#f3f4f6"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#ffffff;border-radius:8px;max-width:600px"><tr><td style="color:#1b1b1b;font-family:'Segoe UI',Arial,sans-serif;font-size:15px;line-height:1.5;padding:24px 28px">${content}</td></tr></table></td></tr></table></body></html>`
    .text
}
