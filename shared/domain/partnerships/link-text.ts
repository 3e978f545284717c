/** What stands for the link in a text that somebody writes. */
const placeholder = '{link}'

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
// Around it may be what ends a sentence or sets it off, but nothing that could belong to it, unless it is an encoded "=".
const anyToken = new RegExp(
  `(?:(?<![0-9a-z])|(?<=3d))(${guid}\\.(?:${guid}|0)\\.\\d{1,6}\\.)([\\w-]{43})(?![-_]{0,9}[a-zA-Z0-9])`,
  'i',
)
const longestLooked = 4_000
// Where a program has broken a line: blanks and what cannot be seen, as they are or encoded, with the sign that says so in mails.
const broken = /(?:=?(?:[\s\p{Cf}]|%0[ad]|%20))+/giu

/**
 * The token in what a person or a mail program has made of a link: with what stands around it, with line breaks in it, with its
 * ids in capitals, or the whole link where the token was asked. Empty if there is none. The signature stays as it is.
 */
export function tokenIn(text: string | null | undefined): string {
  const looked = (text ?? '').slice(0, longestLooked)
  const [, names = '', signature = ''] = anyToken.exec(looked) ?? anyToken.exec(looked.replace(broken, '')) ?? []
  return names.toLowerCase() + signature
}

/**
 * A text with the link in place of what stands for it. A company may have that in its name, where it stays.
 */
export function withLink(text: string, link: string, company: string): string {
  const parts = company.includes(placeholder) && company !== placeholder ? text.split(company) : [text]
  return parts.map((part) => part.replaceAll(placeholder, link)).join(company)
}

/**
 * Whether a link stands alone wherever it stands in a text. A letter of any script that is glued to it would be part of the
 * address a mail program opens; punctuation is not, or is looked over.
 */
export function standsAlone(link: string, text: string): boolean {
  const [first = '', ...others] = text.split(link)
  const before = [first, ...others.slice(0, -1)]
  return (
    others.length > 0 &&
    before.every((part) => !/[\p{L}\p{M}\p{N}_]$/u.test(part)) &&
    others.every((part) => !/^[-_%]{0,9}[\p{L}\p{M}\p{N}]/u.test(part)) &&
    others.slice(0, -1).every((part) => part !== '')
  )
}
