import punycode from 'punycode/punycode.js'
import { getDomain } from 'tldts'
import { line } from '../line.ts'

// IDNA2008: letters, marks and digits of any script, and the joiners of those that need them.
const asciiLabel = /^(?!..--|-)[a-z0-9-]{1,63}(?<!-)$/
const encodedLabel = /^xn--[a-z0-9-]{1,59}(?<!-)$/
const anyLabel = /^(?![-\p{M}])[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}\u200c-\u200d\u00b7\u30fb-]+(?<!-)$/u
// Letters only, as no top level is a number; which there are changes every month.
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

function encoded(label: string): string | undefined {
  if (asciiLabel.test(label) || encodedLabel.test(label)) return label
  if (/^[\0-\x7f]*$/.test(label) || !anyLabel.test(label)) return undefined
  const inAscii = `xn--${punycode.encode(label)}`
  return inAscii.length <= 63 ? inAscii : undefined
}

/** A domain name as it goes over the wire, in A-labels; undefined for what is no domain below a top level that can exist. @internal */
export function domainInAscii(domain: string): string | undefined {
  if (domain.length > 253) return undefined
  const labels = domain
    .normalize('NFKC')
    .toLowerCase()
    .split(/[.\u3002\uff0e\uff61]/u)
    .map(encoded)
  if (labels.length < 2 || labels.some((label) => label === undefined)) return undefined
  const inAscii = labels.join('.')
  return topLevel.test(labels.at(-1) ?? '') && inAscii.length <= 253 ? inAscii : undefined
}

const atom = String.raw`[\p{L}\p{M}\p{N}!#$%&'*+/=?^_\x60{|}~-]`
const dotAtom = new RegExp(`^${atom}+(?:\\.${atom}+)*$`, 'u')

interface Parts {
  readonly local: string
  readonly host: string
}

function partsOf(email: string): Parts {
  const at = email.lastIndexOf('@')
  return { local: email.slice(0, Math.max(0, at)), host: email.slice(at + 1) }
}

function isEmail(email: string): boolean {
  const { local, host } = partsOf(email)
  return local.length <= 64 && dotAtom.test(local) && domainInAscii(host) !== undefined
}

/** The form only, as Partner Center checks it: names in dot-atoms and a domain that can exist. Who reads it is the partner's duty. */
export const Email = line({ min: 1, max: 254 }).refine(isEmail, 'notAnEmail')

/** An address that we send mail to: the mail service takes letters of ASCII only before the @. */
export const MailedEmail = line({ min: 1, max: 254 })
  .refine(isEmail, { error: 'notAnEmail', abort: true })
  .refine((email) => mailable(email) !== undefined, 'emailNotAscii')

/** An address as the mail service takes it, its domain in A-labels; undefined where it takes none such. */
export function mailable(email: string): string | undefined {
  const { local, host } = partsOf(email)
  const domain = domainInAscii(host)
  const address = `${local}@${domain}`
  return domain !== undefined && /^[!-~]{1,64}$/.test(local) && dotAtom.test(local) && address.length <= 254
    ? address
    : undefined
}

/** The domain of an address as domains are compared: however it is written. */
export function domainOf(email: string): string {
  const { host } = partsOf(email)
  return domainInAscii(host) ?? host.toLowerCase()
}

// The public suffix list does not have it, though everybody's first domain lies below it.
const firstDomains = '.onmicrosoft.com'

/** The domain that somebody has registered, as domains are compared: what lies below it is its owner's as well. */
function registrableDomain(domain: string): string {
  if (domain.endsWith(firstDomains)) return domain.split('.').slice(-3).join('.')
  return getDomain(domain, { allowPrivateDomains: true, extractHostname: false }) ?? domain
}

/** Whether an e-mail address is of the organization of a domain: at whatever name below the one that it has registered. */
export function isAddressOf(email: string, domain: string): boolean {
  return registrableDomain(domainOf(email)) === registrableDomain(domainInAscii(domain) ?? domain.toLowerCase())
}

// In every country they are in: yahoo.co.uk, outlook.fr, hotmail.com.br.
const freeMail =
  /^(?:(?:gmail|googlemail|yahoo|ymail|aol|outlook|hotmail|live|msn)\.(?:com|[a-z]{2}|com?\.[a-z]{2})|(?:icloud|me|mac)\.com)$/

/** Whether an address is of a free mail service; by the domain it has registered, because others begin with the same word. */
export function isFreeMail(email: string): boolean {
  return freeMail.test(registrableDomain(domainOf(email)))
}

/** Any domain, in lower case: what is asked about need not be one that can be had. */
export const DomainName = line({ min: 1, max: 253 })
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'notADomain')
