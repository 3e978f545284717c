import type { Language } from '../domain/language.ts'
import { countryField, type Form, inputField, textField, tick } from './form.ts'
import { html, isolated, SafeHtml, withoutMarks } from './html.ts'
import { textOf } from './sentences.ts'
import { style } from './style.ts'

export interface Frame {
  readonly language: Language
  readonly nonce: string
  /** The link's token, if there is one: the languages can be changed on the same page. */
  readonly token?: string
  /** The page that the token is for; absent: an invitation's. */
  readonly path?: '/invitations' | '/relationship'
}

const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  ko: '한국어',
  'zh-CN': '简体中文',
  ru: 'Русский',
}

const icon = (kind: 'good' | 'bad', drawing: string) =>
  new SafeHtml(
    `<svg class="${kind}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="${drawing}"/></svg>`,
  )
export const tabIcon = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#0b5cad"/><path d="m6.5 12.5 4 4 7-8" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>')}`
const tickIcon = icon('good', 'm7.5 12.5 3 3 6-6.5')
const stopIcon = icon('bad', 'M12 7v6m0 3.5v.01')

interface Way {
  /** Whether there is more to do on the invitation's page. */
  readonly canGoBack?: boolean
}

/** A page of one message: what has happened. */
export function messagePage(
  frame: Frame,
  heading: string,
  paragraphs: readonly string[],
  { canGoBack = false }: Way = {},
): string {
  const content = html`${tickIcon}<h1>${heading}</h1>${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}`
  return layout(frame, heading, html`<div class="card">${content}${canGoBack && wayBack(frame)}</div>`)
}

/** A page that says what is wrong (the first sentence) and what to do about it (the others). */
export function faultPage(frame: Frame, sentence: string, { canGoBack = false }: Way = {}): string {
  const { page } = textOf(frame.language)
  const { first, rest } = splitSentences(sentence, frame.language)
  const content = html`${stopIcon}<h1>${first}</h1>${rest && html`<h2>${page.whatToDo}</h2><p>${rest}</p>`}`
  return layout(frame, first, html`<div class="card">${content}${canGoBack && wayBack(frame)}</div>`)
}

/** The first sentence of a text and what follows it, in any language. */
export function splitSentences(text: string, language: Language): { readonly first: string; readonly rest: string } {
  const sentences = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
  const end = sentences[1]?.index ?? text.length
  return { first: text.slice(0, end).trim(), rest: text.slice(end) }
}

function wayBack(frame: Frame): SafeHtml {
  return html`<p class="back"><a href="${addressOf(frame)}">${textOf(frame.language).page.back}</a></p>`
}

export interface InvitationView extends Frame, Form {
  readonly token: string
  readonly provider: string
  readonly expiresAt: string
  /** Who is signed in, and what keeps that person from accepting, if anything does. */
  readonly person?: { readonly name: string; readonly company: string }
  readonly obstacle?: string
  readonly mustEnrol: boolean
  /** Whether that person's organization works with the provider already. */
  readonly isPartner: boolean
}

/** A moment with its zone: a day alone ends at another hour for each who reads it. */
function momentOf(at: string, language: Language): string {
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC', timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat(language, { ...day, ...time }).format(new Date(at))
}

/** The page behind an invitation link. */
export function invitationPage(given: InvitationView): string {
  const { name, company } = given.person ?? { name: '', company: '' }
  const person = given.person && { person: { name: isolated(name), company: isolated(company) } }
  const invitation: InvitationView = { ...given, provider: isolated(given.provider), ...person }
  const { page } = textOf(invitation.language)
  const { provider, language, expiresAt, mistakes } = invitation
  const general = mistakes.get('')
  const isAsking = mistakes.has('from') || mistakes.has('question')
  const content = html`<div class="card"><h1>${page.asks(provider)}</h1>
<p class="soft">${page.validUntil(momentOf(expiresAt, language))}</p>
<section class="meaning"><h2>${page.meaningHeading}</h2><ul>${page.meaning.map((sentence) => html`<li>${sentence(provider)}</li>`)}</ul></section>
${general && html`<p class="alert" role="alert">${general}</p>`}
${acceptPart(invitation)}</div>
<details${isAsking && html` open`}><summary>${page.askHeading}</summary>${askForm(invitation)}</details>
<details${mistakes.has('reason') && html` open`}><summary>${page.declineHeading}</summary>${declineForm(invitation)}</details>`
  return layout(invitation, page.title, content)
}

function acceptPart(invitation: InvitationView): SafeHtml {
  const { page } = textOf(invitation.language)
  const signIn = `/signin?token=${invitation.token}&lang=${invitation.language}`
  if (!invitation.person)
    return html`<section class="act"><a class="button" href="${signIn}">${page.signInToAccept}</a><p class="soft">${page.whoMayAccept}</p></section>`

  const { name, company } = invitation.person
  const who = html`<p class="who"><span>${page.signedInAs(name, company)}</span> <a href="${signIn}">${page.otherAccount}</a></p>`
  if (invitation.obstacle)
    return html`<section class="act">${who}<p class="alert">${invitation.obstacle}</p><p class="soft">${page.whoMayAccept}</p></section>`

  const known = invitation.isPartner && html`<p class="alert">${page.alreadyPartner(invitation.provider)}</p>`
  return html`<section class="act">${who}${known}<form method="post" action="/invitations/accept">${hidden(invitation)}
${invitation.mustEnrol && enrolFields(invitation)}
${tick(invitation, 'authorize', page.tick(invitation.provider))}
<button type="submit">${invitation.mustEnrol ? page.enrolAndAuthorize : page.authorize}</button></form></section>`
}

function enrolFields(invitation: InvitationView): SafeHtml {
  const { page } = textOf(invitation.language)
  return html`<h2>${page.notEnrolledHeading}</h2><p>${page.notEnrolledIntro}</p>
${inputField(invitation, 'companyName', 'required autocomplete="organization"')}
${countryField(invitation)}
${inputField(invitation, 'mpnId', 'required inputmode="numeric" autocomplete="off"', page.mpnIdHint)}
<div class="pair">${inputField(invitation, 'firstName', 'required autocomplete="given-name"')}
${inputField(invitation, 'lastName', 'required autocomplete="family-name"')}</div>
${inputField(invitation, 'email', 'required type="email" autocomplete="email"')}
${inputField(invitation, 'phoneNumber', 'type="tel" autocomplete="tel"')}
${tick(invitation, 'acceptPartnerAgreement', page.acceptPartnerAgreement)}`
}

function declineForm(invitation: InvitationView): SafeHtml {
  const { page } = textOf(invitation.language)
  return html`<form method="post" action="/invitations/decline">${hidden(invitation)}<p>${page.declineIntro(invitation.provider)}</p>
${textField(invitation, 'reason', 'rows="3" maxlength="1000"')}
<button type="submit" class="quiet">${page.decline}</button></form>`
}

function askForm(invitation: InvitationView): SafeHtml {
  const { page } = textOf(invitation.language)
  return html`<form method="post" action="/invitations/question">${hidden(invitation)}<p>${page.askIntro(invitation.provider)}</p>
${inputField(invitation, 'from', 'required type="email" autocomplete="email"')}
${textField(invitation, 'question', 'required rows="4" maxlength="2000"')}
<button type="submit" class="quiet">${page.ask}</button></form>`
}

export function hidden({ token, language }: Pick<InvitationView, 'token' | 'language'>): SafeHtml {
  return html`<input type="hidden" name="token" value="${token}"><input type="hidden" name="lang" value="${language}">`
}

export function layout(frame: Frame, title: string, content: SafeHtml): string {
  const { language, nonce, token } = frame
  const { page, relationship } = textOf(language)
  const choices = Object.entries(languageNames).map(
    ([tag, name]) =>
      html`<a href="${addressOf(frame, tag)}" lang="${tag}" hreflang="${tag}"${tag === language && html` aria-current="true"`}>${name}</a>`,
  )
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${withoutMarks(title)}</title><link rel="icon" href="${tabIcon}"><style nonce="${nonce}">${style}</style></head>
<body><header><p>${frame.path === '/relationship' ? relationship.title : page.title}</p>${token !== undefined && html`<nav aria-label="${page.languageNames}">${choices}</nav>`}</header>
<main>${content}</main></body></html>`.text
}

function addressOf({ token = '', language, path = '/invitations' }: Frame, tag: string = language): string {
  return `${path}?token=${encodeURIComponent(token)}&lang=${tag}`
}
