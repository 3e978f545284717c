import type { Language } from '../domain/language.ts'

// ICU names these as well, but ISO 3166-1 does not list them as countries.
const notCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UK UN XA XB XK ZZ'.split(' '))

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

const named = new Map<Language, readonly Region[]>()

export interface Region {
  readonly code: string
  readonly name: string
}

/** Every country of ISO 3166-1, with its name in the reader's language and in that language's order. */
export function regionsIn(language: Language): readonly Region[] {
  const known = named.get(language)
  if (known) return known
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const { compare } = new Intl.Collator(language)
  const regions = countryCodes()
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((one, other) => compare(one.name, other.name))
  named.set(language, regions)
  return regions
}

/** A code that was replaced by another (DD, YU) is not one any more. */
function countryCodes(): string[] {
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && new Intl.Locale(`und-${code}`).region === code)
}
