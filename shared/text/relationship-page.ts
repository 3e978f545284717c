import { countryField, type Form, inputField, tick } from './form.ts'
import { html, isolated, type SafeHtml } from './html.ts'
import { type Frame, hidden, layout } from './pages.ts'
import { textOf } from './sentences.ts'

export interface RelationshipRequest extends Frame, Form {
  readonly token: string
  readonly provider: string
  /** The second partner of a two-tier relationship. */
  readonly reseller?: string
  readonly delegatedAdmin: boolean
  /** Where the agreement can be read; a cloud that has none asks for none. */
  readonly agreementLink?: string
  /** Who is signed in, and what keeps that person from accepting, if anything does. */
  readonly person?: string
  readonly obstacle?: string
}

/** The page behind the link that a partner sends to customers. */
export function relationshipPage(given: RelationshipRequest): string {
  const request: RelationshipRequest = {
    ...given,
    provider: isolated(given.provider),
    ...(given.reseller !== undefined && { reseller: isolated(given.reseller) }),
    ...(given.person !== undefined && { person: isolated(given.person) }),
  }
  const { page, relationship } = textOf(request.language)
  const { provider, reseller, delegatedAdmin, mistakes } = request
  const meaning = relationship.meaning.map((sentence) => sentence(provider))
  const points = delegatedAdmin ? [...meaning, relationship.delegatedAdmin(provider)] : meaning
  const general = mistakes.get('')
  const content = html`<div class="card"><h1>${relationship.asks(provider)}</h1>
${reseller && html`<p class="soft">${relationship.withReseller(provider, reseller)}</p>`}
<section class="meaning"><h2>${page.meaningHeading}</h2><ul>${points.map((point) => html`<li>${point}</li>`)}</ul></section>
${general && html`<p class="alert" role="alert">${general}</p>`}
${acceptPart(request)}</div>`
  return layout(request, relationship.title, content)
}

function acceptPart(request: RelationshipRequest): SafeHtml {
  const { page, relationship } = textOf(request.language)
  const signIn = `/signin?token=${request.token}&lang=${request.language}`
  if (request.person === undefined)
    return html`<section class="act"><a class="button" href="${signIn}">${page.signInToAccept}</a><p class="soft">${relationship.whoMayAccept}</p></section>`

  const who = html`<p class="who"><span>${page.signedInAs(request.person, '')}</span> <a href="${signIn}">${page.otherAccount}</a></p>`
  if (request.obstacle)
    return html`<section class="act">${who}<p class="alert">${request.obstacle}</p><p class="soft">${relationship.whoMayAccept}</p></section>`

  return html`<section class="act">${who}<form method="post" action="/relationship/accept">${hidden(request)}
${organizationFields(request)}
${tick(request, 'accept', relationship.tick(request.provider))}
${request.agreementLink && html`<p><a href="${request.agreementLink}" target="_blank" rel="noopener">${relationship.readAgreement}</a></p>${tick(request, 'acceptAgreement', relationship.tickAgreement)}`}
<button type="submit">${relationship.accept}</button></form></section>`
}

function organizationFields(request: RelationshipRequest): SafeHtml {
  const { relationship } = textOf(request.language)
  return html`<h2>${relationship.details}</h2>
${inputField(request, 'companyName', 'required autocomplete="organization"')}
${inputField(request, 'domain', 'required autocomplete="off" spellcheck="false"')}
${countryField(request)}
${inputField(request, 'addressLine1', 'required autocomplete="address-line1"')}
<div class="pair">${inputField(request, 'city', 'autocomplete="address-level2"')}
${inputField(request, 'state', 'autocomplete="address-level1"')}</div>
${inputField(request, 'postalCode', 'autocomplete="postal-code"')}
${inputField(request, 'organizationRegistrationNumber', 'autocomplete="off"')}
<div class="pair">${inputField(request, 'firstName', 'required autocomplete="given-name"')}
${inputField(request, 'lastName', 'required autocomplete="family-name"')}</div>
${inputField(request, 'email', 'required type="email" autocomplete="email"')}
${inputField(request, 'phoneNumber', 'type="tel" autocomplete="tel"')}`
}
