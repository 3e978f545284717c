// Partner Center's list of 2021 plus its additions up to 2023: registration number and phone number are both demanded there.
// The forms are those of the number that each country asks of a company, by its tax office or its company register; blanks,
// hyphens, full stops and slashes do not count. Whether a number was given out only the country knows.
const forms: Readonly<Record<string, RegExp>> = {
  AE: /^([A-Z]{0,4}\d{4,12}|\d{15})$/,
  AM: /^\d{8}(\d{2})?$/,
  AZ: /^\d{10}$/,
  BR: /^[\dA-Z]{12}\d{2}$/,
  BY: /^[\dA-Z]{2}\d{7}$/,
  HU: /^(HU\d{8}|\d{8}|\d{10,11})$/,
  IN: /^([A-Z]{5}\d{4}[A-Z]|\d{2}[A-Z]{5}\d{4}[A-Z][\dA-Z]Z[\dA-Z]|[LU]\d{5}[A-Z]{2}\d{4}[A-Z]{3}\d{6})$/,
  IQ: /^\d{6,15}$/,
  KG: /^\d{14}$/,
  KZ: /^\d{12}$/,
  MD: /^(\d{13}|\d{7})$/,
  MM: /^\d{9}$/,
  PL: /^(PL\d{10}|\d{9,10}|\d{14})$/,
  RU: /^(\d{10}|\d{12,13}|\d{15})$/,
  SA: /^(\d{10}|\d{15})$/,
  SS: /^\d{9}$/,
  TH: /^(\d{10}|\d{13})$/,
  TJ: /^\d{9}$/,
  TR: /^(\d{10,11}|\d{16})$/,
  UA: /^(\d{8}|\d{10}|\d{12})$/,
  UZ: /^(\d{9}|\d{14})$/,
  VE: /^[CEGJPV]\d{8,9}$/,
  VN: /^(\d{10}|\d{13})$/,
  ZA: /^(\d{10}|\d{12})$/,
}

export function demandsRegistrationNumber(country: string): boolean {
  return Object.hasOwn(forms, country)
}

/** A number as numbers are compared: with its country, however it is written. Two countries put their own letters before it. */
export function registrationKey(country: string, given: string): string {
  const plain = plainNumber(given)
  const digits = plain.startsWith(country) ? plain.slice(country.length) : plain
  return `${country}!${prefixed.includes(country) ? digits : plain}`
}

/** The form that a number breaks, if it breaks that of its country. */
export function brokenForm(country: string, given: string): string | undefined {
  const form = forms[country]
  return form && !form.test(plainNumber(given)) ? form.source : undefined
}

const prefixed: readonly string[] = ['HU', 'PL']

const plainNumber = (given: string): string =>
  given
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s./-]/g, '')
