import * as z from 'zod'

// A line break forges lines of mails, a direction override turns the text around it on other people's pages, and half of a
// surrogate pair cannot be stored at all.
const forbiddenInLine = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const forbiddenInText = /[^\P{Cc}\t\n\r]|[\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

// Format characters that are seen (Arabic number signs and their like) stay; the Hangul fillers are letters that nobody sees.
const invisible =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u200c\u200d])\p{Cf}|[\u115f\u1160\u3164\uffa0]/gu
// Persian and Sinhala spell with them, inside of words.
const strayJoiner = /(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/gu

interface Bounds {
  /** 1: an empty text is missing. */
  readonly min?: number
  readonly max: number
}

/**
 * One line of text that somebody gives, such as a name. What cannot be seen is left out, and so are blanks at the ends; what
 * would change the text around it is refused. A text that is too long is looked at no further.
 */
export function line(bounds: Bounds): z.ZodString {
  return plain(forbiddenInLine, bounds)
}

/** A text of several lines that somebody gives: the rule for a line, but line breaks and tabs may be in it. */
export function lines(bounds: Bounds): z.ZodString {
  return plain(forbiddenInText, bounds)
}

function plain(forbidden: RegExp, { min = 0, max }: Bounds): z.ZodString {
  const clean = z
    .string()
    .refine((given) => !forbidden.test(given), { error: 'notPlainText', abort: true })
    .overwrite(tidy)
    .max(max, { error: 'tooLong', abort: true })
  if (min === 0) return clean
  const present = clean.min(1, { error: 'required', abort: true })
  return min === 1 ? present : present.min(min, { error: 'tooShort', abort: true })
}

function tidy(given: string): string {
  return given.replace(invisible, '').replace(strayJoiner, '').trim()
}

/** The beginning of a text, at most `length` units long and never ending inside a character. */
export function cut(text: string, length: number): string {
  const end = text.charCodeAt(length - 1)
  const isHalf = text.length > length && end >= 0xd800 && end <= 0xdbff
  return text.slice(0, isHalf ? length - 1 : length)
}
