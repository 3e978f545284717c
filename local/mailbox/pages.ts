import { html, type SafeHtml } from '../../shared/text/html.ts'
import { page } from '../page.ts'
import type { Address, Mail } from './mail.ts'

const place = 'local mailbox'

/** What a mail may do in its frame: no script, but its links open as they would in a mail program. */
const mailSandbox = 'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation'

/** The list of mails, newest first. */
export function listPage(mails: readonly Mail[]): Response {
  const body = html`
<div class="bar">
<h1>Mailbox</h1>
<form method="post" action="/mails/delete"><a href="/">Refresh</a> <button>Delete all</button></form>
</div>
<p class="soft">Every mail that Twotier sends on this machine ends here. Nothing leaves it.</p>
${mails.length === 0 ? html`<p class="empty">No mail yet.</p>` : mailTable(mails)}`
  return page({ title: `Mailbox (${mails.length})`, place, body, policy: "form-action 'self'" })
}

/** One mail: its headers, the HTML part in a frame of its own, and the plain text. */
export function mailPage(mail: Mail): Response {
  const { subject, html: htmlPart, plainText } = mail.content
  const body = html`
<p><a href="/">← All mails</a></p>
<h1>${subject}</h1>
<table><tbody>${headersOf(mail).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
${htmlPart && html`<h2>HTML</h2><iframe title="The mail as HTML" sandbox="${mailSandbox}" src="/mails/${mail.id}/html"></iframe>`}
${plainText && html`<h2>Plain text</h2><pre>${plainText}</pre>`}`
  return page({ title: subject, place, body, policy: "frame-src 'self'" })
}

/** The HTML part itself. Links without a target would open inside the frame, so they get a new tab. */
export function htmlPart(mail: Mail): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': `sandbox ${mailSandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data: https:`,
  }
  return new Response(withLinkTarget(mail.content.html ?? ''), { headers })
}

export function notFoundPage(): Response {
  const body = html`<h1>Nothing here</h1><p><a href="/">All mails</a></p>`
  return page({ title: 'Nothing here', place, body, policy: '' }, 404)
}

function mailTable(mails: readonly Mail[]): SafeHtml {
  return html`<table class="stack">
<thead><tr><th scope="col">To</th><th scope="col">Subject</th><th scope="col">Received (UTC)</th></tr></thead>
<tbody>${mails.map(mailRow)}</tbody>
</table>`
}

function mailRow(mail: Mail): SafeHtml {
  const { to, cc, bcc } = mail.recipients
  return html`<tr><td>${[...to, ...cc, ...bcc].map(({ address }) => address).join(', ')}</td>
<td><a href="/mails/${mail.id}">${mail.content.subject}</a>${repeatsBadge(mail)}</td>
<td class="time">${html`<time datetime="${mail.receivedAt}">${showTime(mail.receivedAt)}</time>`}</td></tr>
`
}

function repeatsBadge({ repeats }: Mail): SafeHtml | undefined {
  return repeats === 0 ? undefined : html`<span class="badge">sent again ${repeats} ×</span>`
}

function headersOf(mail: Mail): [name: string, value: string][] {
  const { recipients, replyTo, headers, attachments, repeats } = mail
  const rows: [string, string][] = [
    ['From', mail.senderAddress],
    ['To', showAddresses(recipients.to)],
    ['Cc', showAddresses(recipients.cc)],
    ['Bcc', showAddresses(recipients.bcc)],
    ['Reply-To', showAddresses(replyTo)],
    ['Received', `${showTime(mail.receivedAt)} UTC`],
    ...Object.entries(headers),
    ['Attachments', attachments.map(({ name, contentType }) => `${name} (${contentType})`).join(', ')],
    ['Operation-Id', mail.id],
    ['Sent again', repeats === 0 ? '' : `${repeats} × with the same Operation-Id; kept once`],
  ]
  return rows.filter(([, value]) => value !== '')
}

function showAddresses(addresses: readonly Address[]): string {
  return addresses.map(({ address, displayName }) => (displayName ? `${displayName} <${address}>` : address)).join(', ')
}

function showTime(time: string): string {
  return time.slice(0, 19).replace('T', ' ')
}

function withLinkTarget(markup: string): string {
  const base = '<base target="_blank">'
  return /<head[^>]*>/i.test(markup) ? markup.replace(/<head[^>]*>/i, (head) => head + base) : base + markup
}
