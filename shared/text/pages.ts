import type { Language } from '../domain/partnership-request.ts'
import { html, type SafeHtml } from './html.ts'
import { textOf } from './sentences.ts'
import { style } from './style.ts'

export interface Frame {
  readonly language: Language
  readonly nonce: string
  /** The link's token, where there is a good one: the languages can be changed on the same page. */
  readonly token?: string
}

const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  ko: '한국어',
  'zh-CN': '简体中文',
  ru: 'Русский',
}

/** A page of one message: what happened, or what is wrong. */
export function messagePage(frame: Frame, heading: string, ...paragraphs: readonly string[]): string {
  return layout(frame, html`<h1>${heading}</h1>${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`)
}

export function faultPage({ sentence, ...frame }: Frame & { readonly sentence: string }): string {
  return messagePage(frame, textOf(frame.language).page.cannotGoOn, sentence)
}

export interface Invitation extends Frame {
  readonly token: string
  readonly provider: string
  readonly expiresAt: string
  /** Who is signed in, and what keeps that person from accepting, if anything does. */
  readonly person?: { readonly name: string; readonly company: string }
  readonly obstacle?: string
  readonly mustEnrol: boolean
  /** What was wrong with the form that was just sent, and what it held. */
  readonly mistake?: string
  readonly filled: URLSearchParams
}

/** The page behind an invitation link. */
export function invitationPage(invitation: Invitation): string {
  const { page } = textOf(invitation.language)
  const { provider, language, expiresAt } = invitation
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(expiresAt))
  const content = html`<h1>${page.asks(provider)}</h1>
<p>${page.validUntil(date)}</p>
<section><h2>${page.meaningHeading}</h2><ul>${page.meaning.map((sentence) => html`<li>${sentence(provider)}</li>`)}</ul></section>
${invitation.mistake && html`<p class="alert" role="alert">${invitation.mistake}</p>`}
${acceptPart(invitation)}
<details><summary>${page.askHeading}</summary>${askForm(invitation)}</details>
<details><summary>${page.declineHeading}</summary>${declineForm(invitation)}</details>`
  return layout(invitation, content)
}

function acceptPart(invitation: Invitation): SafeHtml {
  const { page } = textOf(invitation.language)
  const signIn = `/signin?token=${invitation.token}&lang=${invitation.language}`
  if (!invitation.person)
    return html`<section class="act"><a class="button" href="${signIn}">${page.signInToAccept}</a><p class="hint">${page.whoMayAccept}</p></section>`

  const { name, company } = invitation.person
  const who = html`<p class="hint">${page.signedInAs(name, company)} <a href="${signIn}">${page.otherAccount}</a></p>`
  if (invitation.obstacle)
    return html`<section class="act">${who}<p class="alert" role="alert">${invitation.obstacle}</p></section>`

  return html`<section class="act">${who}<form method="post" action="/invitations/accept">${hidden(invitation)}
${invitation.mustEnrol && enrolFields(invitation)}
<label class="check"><input type="checkbox" name="authorize" value="true" required> ${page.tick(invitation.provider)}</label>
<button type="submit">${invitation.mustEnrol ? page.enrolAndAuthorize : page.authorize}</button></form></section>`
}

function enrolFields(invitation: Invitation): SafeHtml {
  const { page } = textOf(invitation.language)
  const field = (name: string, label: string, { hint = '', type = 'text', isOptional = false } = {}) =>
    html`<label>${label}${isOptional && ` (${page.optional})`}<input type="${type}" name="${name}" value="${invitation.filled.get(name)}"${!isOptional && html` required`}>${hint && html`<span class="hint">${hint}</span>`}</label>`
  return html`<h2>${page.notEnrolledHeading}</h2><p>${page.notEnrolledIntro}</p>
${field('companyName', page.companyName)}
${field('country', page.country, { hint: page.countryHint })}
${field('mpnId', page.mpnId, { hint: page.mpnIdHint })}
${field('firstName', page.firstName)}
${field('lastName', page.lastName)}
${field('email', page.email, { type: 'email' })}
${field('phoneNumber', page.phoneNumber, { type: 'tel', isOptional: true })}
<label class="check"><input type="checkbox" name="acceptPartnerAgreement" value="true" required> ${page.acceptPartnerAgreement}</label>`
}

function declineForm(invitation: Invitation): SafeHtml {
  const { page } = textOf(invitation.language)
  return html`<form method="post" action="/invitations/decline">${hidden(invitation)}<p>${page.declineIntro(invitation.provider)}</p>
<label>${page.declineReason} (${page.optional})<textarea name="reason" rows="3" maxlength="1000">${invitation.filled.get('reason')}</textarea></label>
<button type="submit" class="quiet">${page.decline}</button></form>`
}

function askForm(invitation: Invitation): SafeHtml {
  const { page } = textOf(invitation.language)
  return html`<form method="post" action="/invitations/question">${hidden(invitation)}<p>${page.askIntro(invitation.provider)}</p>
<label>${page.yourEmail}<input type="email" name="from" value="${invitation.filled.get('from')}" required></label>
<label>${page.yourQuestion}<textarea name="question" rows="4" maxlength="2000" required>${invitation.filled.get('question')}</textarea></label>
<button type="submit" class="quiet">${page.ask}</button></form>`
}

function hidden({ token, language }: Invitation): SafeHtml {
  return html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="lang" value="${language}">`
}

function layout({ language, nonce, token }: Frame, content: SafeHtml): string {
  const { page } = textOf(language)
  const others = Object.entries(languageNames).map(([tag, name]) =>
    tag === language
      ? html`<strong>${name}</strong>`
      : html`<a href="/invitations?token=${token}&amp;lang=${tag}" lang="${tag}" hreflang="${tag}">${name}</a>`,
  )
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title><style nonce="${nonce}">${style}</style></head>
<body><main>${content}</main>${token && html`<nav aria-label="${page.languageNames}">${others}</nav>`}</body></html>`
    .text
}
