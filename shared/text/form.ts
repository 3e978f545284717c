import type { Fault } from '../domain/fault.ts'
import type { Language } from '../domain/language.ts'
import type { Text } from './en.ts'
import { html, SafeHtml } from './html.ts'
import { regionsIn } from './regions.ts'
import { sentenceOf, textOf } from './sentences.ts'

/** What is wrong with each field of a form that was sent, by the field's name; what concerns none of them is at ''. */
export type Mistakes = ReadonlyMap<string, string>

export interface Form {
  readonly language: Language
  /** What was wrong with the form that was just sent, and what it held. */
  readonly mistakes: Mistakes
  readonly filled: URLSearchParams
}

const labels = {
  companyName: ({ page }) => page.companyName,
  country: ({ page }) => page.country,
  mpnId: ({ page }) => page.mpnId,
  firstName: ({ page }) => page.firstName,
  lastName: ({ page }) => page.lastName,
  email: ({ page }) => page.email,
  phoneNumber: ({ page }) => page.phoneNumber,
  from: ({ page }) => page.yourEmail,
  question: ({ page }) => page.yourQuestion,
  reason: ({ page }) => page.declineReason,
  domain: ({ relationship }) => relationship.domain,
  organizationRegistrationNumber: ({ relationship }) => relationship.registrationNumber,
  addressLine1: ({ relationship }) => relationship.addressLine1,
  city: ({ relationship }) => relationship.city,
  state: ({ relationship }) => relationship.state,
  postalCode: ({ relationship }) => relationship.postalCode,
} as const satisfies Record<string, (text: Text) => string>
type FieldName = keyof typeof labels

const fieldOfFault: Readonly<Record<string, string>> = {
  acceptanceNotTicked: 'authorize',
  partnerAgreementNotAccepted: 'acceptPartnerAgreement',
  mpnIdTaken: 'mpnId',
  regionMismatch: 'country',
  countryNotServed: 'country',
  relationshipNotTicked: 'accept',
  agreementNotConfirmed: 'acceptAgreement',
  domainTaken: 'domain',
  registrationNumberMissing: 'organizationRegistrationNumber',
  registrationNumberNotSupported: 'organizationRegistrationNumber',
  registrationNumberWrong: 'organizationRegistrationNumber',
  phoneNumberMissing: 'phoneNumber',
}

/** Explains field by field what is wrong with the input, in the words of the form. */
export function mistakesOf(fault: Fault, language: Language): Mistakes {
  const text = textOf(language)
  const mistakes = new Map<string, string>()
  for (const { field, problem, values } of fault.problems) {
    const name = field.split('.').at(-1) ?? ''
    const isKnown = isFieldName(name)
    mistakes.set(isKnown ? name : '', text.problems[problem](isKnown ? labels[name](text) : field, values ?? {}))
  }
  if (mistakes.size > 0) return mistakes

  // Callers of the API read the name of the field first; on a page the sentence stands at the field.
  const [, sentence = ''] = /^(?:\w+: )?(.*)$/s.exec(sentenceOf(fault, language)) ?? []
  const name = fieldOfFault[fault.fault] ?? ''
  return mistakes.set(name, sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1))
}

/** A field of one line. `attributes` are ours, never a person's. */
export function inputField(form: Form, name: FieldName, attributes: string, hint = ''): SafeHtml {
  return labelled(form, name, attributes, {
    hint,
    control: (common) => html`<input ${common} value="${form.filled.get(name)}">`,
  })
}

/** A field of several lines. */
export function textField(form: Form, name: FieldName, attributes: string): SafeHtml {
  return labelled(form, name, attributes, {
    // The parser drops a line end right behind the tag, so one is there to be dropped.
    control: (common) => html`<textarea ${common}>\n${form.filled.get(name)}</textarea>`,
  })
}

/** A list of all countries, in the reader's language. Nothing is chosen for the reader. */
export function countryField(form: Form): SafeHtml {
  const chosen = form.filled.get('country')
  const options = regionsIn(form.language).map(
    ({ code, name }) => html`<option value="${code}"${code === chosen && html` selected`}>${name}</option>`,
  )
  return labelled(form, 'country', 'required autocomplete="country"', {
    control: (common) => html`<select ${common}><option value=""></option>${options}</select>`,
  })
}

/** A box to tick. */
export function tick(form: Form, name: string, label: string): SafeHtml {
  const { mistake, marks } = marksOf(form, name)
  const isTicked = form.filled.get(name) === 'true'
  return html`<div class="field tick"><label><input type="checkbox" name="${name}" value="true" required${isTicked && html` checked`}${marks}> <span>${label}</span></label>${mistake}</div>`
}

interface Labelled {
  readonly hint?: string
  readonly control: (attributes: SafeHtml) => SafeHtml
}

function labelled(form: Form, name: FieldName, attributes: string, { hint = '', control }: Labelled): SafeHtml {
  const text = textOf(form.language)
  const id = `field-${name}`
  const { mistake, marks } = marksOf(form, name, hint && `${id}-hint`)
  const common = html`id="${id}" name="${name}" ${new SafeHtml(attributes)}${marks}`
  const isOptional = !attributes.includes('required')
  return html`<div class="field"><label for="${id}">${labels[name](text)}${isOptional && html` <span class="soft">(${text.page.optional})</span>`}</label>${hint && html`<span class="hint" id="${id}-hint">${hint}</span>`}${mistake}${control(common)}</div>
`
}

/** The first field that is wrong gets the focus, which also brings it into view. */
function marksOf({ mistakes }: Form, name: string, hintId = '') {
  const sentence = mistakes.get(name)
  const id = `mistake-${name}`
  const describedBy = [hintId, sentence && id].filter(Boolean).join(' ')
  const isFirst = mistakes.keys().next().value === name
  return {
    mistake: sentence && html`<span class="mistake" id="${id}">${sentence}</span>`,
    marks: html`${describedBy && html` aria-describedby="${describedBy}"`}${sentence && html` aria-invalid="true"`}${isFirst && html` autofocus`}`,
  }
}

function isFieldName(name: string): name is FieldName {
  return name in labels
}
