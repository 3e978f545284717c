import * as z from 'zod'

let isoRegions: Intl.DisplayNames | undefined

// Two letters have few values, and every address that is read or written asks for one of them.
const regions = new Map<string, boolean>()

function isRegion(code: string): boolean {
  const known = regions.get(code) ?? isIsoRegion(code)
  regions.set(code, known)
  return known
}

// Made when first needed: it costs a tenth of what loading the whole app does.
function isIsoRegion(code: string): boolean {
  isoRegions ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return isoRegions.of(code) !== undefined
}

// ICU knows them; ISO 3166-1 reserves them at most. The United Kingdom is GB.
const notCountries = new Set('UK EU EZ UN QO ZZ XA XB AC CP CQ DG EA IC TA'.split(' '))

/** ISO 3166-1 alpha-2 in capitals. */
export const CountryCode = z
  .string()
  .toUpperCase()
  .refine((code) => /^[A-Z]{2}$/.test(code) && !notCountries.has(code) && isRegion(code), 'notACountry')

// The form only, as Partner Center checks it: one @, a dotted domain, no blanks. Who reads it is the partner's duty.
export const Email = z
  .string()
  .trim()
  .max(254, 'tooLong')
  .regex(/^[^\s@"(),:;<>[\]\\]+@[a-z0-9\p{L}](?:[a-z0-9\p{L}-]*[a-z0-9\p{L}])?(?:\.[a-z0-9\p{L}-]+)+$/iu, 'notAnEmail')

/** Whether an e-mail address is of a domain, or of one below it. */
export function isAddressOf(email: string, domain: string): boolean {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return host === domain || host.endsWith(`.${domain}`)
}

/** Any domain, in lower case: what is asked about need not be one that can be had. */
export const DomainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, 'tooLong')
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'notADomain')

const placeholderNames = /^(test|admin|nobody)$/i
// One Chinese character is a full name; one letter of another script is not (Partner Center: validate names).
const singleLetter = /^[^\p{Script=Han}]$/u

/** First or last name, 1–50 characters: not digits or signs only, not one letter, not "test", "admin", "nobody". */
export const PersonName = z
  .string()
  .trim()
  .min(1, 'required')
  .max(50, 'tooLong')
  .refine(
    (name) => /\p{L}/u.test(name) && !singleLetter.test(name) && !placeholderNames.test(name),
    'notANameOfAPerson',
  )

export const PhoneNumber = z
  .string()
  .trim()
  .max(40, 'tooLong')
  .regex(/^\+?[\d ()./-]*\d[\d ()./-]*$/, 'notAPhoneNumber')

const legalForms =
  /^(llc|inc|ltd|limited|gmbh|ag|corp|corporation|co|company|plc|sa|sarl|srl|bv|nv|oy|ab|kg|pty|llp)\.?$/i

/**
 * The legal name: 2–255 characters, not signs only, not single letters split by blanks, not a lone legal form,
 * not one character over and over (Partner Center: validate names and addresses, 2024).
 */
export const CompanyName = z
  .string()
  .trim()
  .min(1, 'required')
  .min(2, 'tooShort')
  .max(255, 'tooLong')
  .refine(
    (name) =>
      /[\p{L}\p{N}]/u.test(name) && !legalForms.test(name) && !/^(\S\s+)+\S$/.test(name) && !/^(.)\1{2,}$/u.test(name),
    'notACompanyName',
  )
